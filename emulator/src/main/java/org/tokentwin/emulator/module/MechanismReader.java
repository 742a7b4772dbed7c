package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** Reads {@code CK_MECHANISM}, PKCS#11 v2.40 section 3.5, with its parameter. */
final class MechanismReader {
    private MechanismReader() {}

    static Mechanism read(AbiLayout abi, MemorySegment mechanism) {
        Arguments.require(mechanism);
        StructureReader fields = new StructureReader(abi, mechanism);
        long type = fields.ulong();
        MemorySegment parameter = fields.pointer();
        int length = Arguments.length(parameter, fields.ulong(), 1);
        return new Mechanism(type, parameter(abi, type, parameter, length));
    }

    /** By the table that the wire follows pointers by, so that nothing here follows one that it left as it came. */
    private static MechanismParameter parameter(AbiLayout abi, long type, MemorySegment parameter, int length) {
        if (length == 0) {
            return MechanismParameter.NONE;
        }
        Structure structure = MechanismParameters.of(type)
                .filter(known -> known.size(abi.model()) == length)
                .orElse(null);
        if (structure == Structure.CK_RSA_PKCS_PSS_PARAMS) {
            return pss(new StructureReader(abi, parameter));
        }
        if (structure == Structure.CK_RSA_PKCS_OAEP_PARAMS) {
            return oaep(new StructureReader(abi, parameter));
        }
        if (structure == Structure.CK_RSA_AES_KEY_WRAP_PARAMS) {
            return rsaAesKeyWrap(abi, new StructureReader(abi, parameter));
        }
        return new MechanismParameter.Opaque(Arguments.bytes(parameter, length));
    }

    /** {@code CK_RSA_PKCS_PSS_PARAMS}. */
    private static MechanismParameter pss(StructureReader fields) {
        return new MechanismParameter.RsaPkcsPss(fields.ulong(), fields.ulong(), fields.ulong());
    }

    /** {@code CK_RSA_PKCS_OAEP_PARAMS}. */
    private static MechanismParameter.RsaPkcsOaep oaep(StructureReader fields) {
        return new MechanismParameter.RsaPkcsOaep(
                fields.ulong(), fields.ulong(), fields.ulong(), Arguments.bytes(fields.pointer(), fields.ulong()));
    }

    /** {@code CK_RSA_AES_KEY_WRAP_PARAMS}. */
    private static MechanismParameter rsaAesKeyWrap(AbiLayout abi, StructureReader fields) {
        long aesKeyBits = fields.ulong();
        MemorySegment oaep = fields.pointer();
        Arguments.require(oaep);
        return new MechanismParameter.RsaAesKeyWrap(aesKeyBits, oaep(new StructureReader(abi, oaep)));
    }
}
