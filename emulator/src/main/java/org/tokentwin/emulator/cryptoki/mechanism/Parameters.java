package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** What a mechanism's parameter must be; {@code CKR_MECHANISM_PARAM_INVALID} where it is not. */
final class Parameters {
    private Parameters() {}

    static void expectNone(MechanismParameter parameter) {
        if (!(parameter instanceof MechanismParameter.None)) {
            throw invalid("the mechanism takes no parameter");
        }
    }

    /** Returns a parameter of so many bytes, such as an initialisation vector. */
    static byte[] bytes(MechanismParameter parameter, int length) {
        if (!(parameter instanceof MechanismParameter.Opaque given) || given.bytes().length != length) {
            throw invalid("a parameter of " + length + " bytes is needed");
        }
        return given.bytes();
    }

    /** Returns the structure that the parameter is. */
    static MechanismParameter.Structured structure(MechanismParameter parameter, Structure wanted) {
        if (!(parameter instanceof MechanismParameter.Structured given) || given.structure() != wanted) {
            throw invalid(wanted + " is needed");
        }
        return given;
    }

    /** Returns how long a message authentication code is: what a {@code CKM_*_GENERAL} says, and else as much as there is. */
    static int macLength(Use use, int most) {
        if (!Ckm.name(use.row().type()).endsWith("_GENERAL")) {
            expectNone(use.parameter());
            return most;
        }
        long wanted =
                structure(use.parameter(), Structure.CK_MAC_GENERAL_PARAMS).ulong("ulMacLength");
        if (wanted < 1 || wanted > most) {
            throw invalid("a code of 1 to " + most + " bytes can be had");
        }
        return (int) wanted;
    }

    static Hash hash(Use use, long hashAlg) {
        return Hash.ofMechanism(hashAlg)
                .filter(use.hashes()::contains)
                .orElseThrow(() -> invalid(Ckm.name(hashAlg) + " is not a hash function here"));
    }

    static Hash mgf(Use use, long mgf) {
        return Hash.ofMgf(mgf)
                .filter(use.hashes()::contains)
                .orElseThrow(() -> invalid("no mask generation function: 0x" + Long.toHexString(mgf)));
    }

    static CryptokiException invalid(String why) {
        return new CryptokiException(Ckr.CKR_MECHANISM_PARAM_INVALID, why);
    }
}
