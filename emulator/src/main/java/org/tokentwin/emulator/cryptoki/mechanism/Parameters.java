package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
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

    static Hash hash(long hashAlg) {
        return Hash.ofMechanism(hashAlg).orElseThrow(() -> invalid(Ckm.name(hashAlg) + " is not a hash function here"));
    }

    static Hash mgf(long mgf) {
        return Hash.ofMgf(mgf).orElseThrow(() -> invalid("no mask generation function: 0x" + Long.toHexString(mgf)));
    }

    static CryptokiException invalid(String why) {
        return new CryptokiException(Ckr.CKR_MECHANISM_PARAM_INVALID, why);
    }
}
