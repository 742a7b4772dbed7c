package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** Reads {@code CK_MECHANISM}, PKCS#11 v2.40 section 3.5, with its parameter. */
final class MechanismReader {
    private static final Set<Long> PSS = Set.of(
            Ckm.CKM_RSA_PKCS_PSS,
            Ckm.CKM_SHA1_RSA_PKCS_PSS,
            Ckm.CKM_SHA224_RSA_PKCS_PSS,
            Ckm.CKM_SHA256_RSA_PKCS_PSS,
            Ckm.CKM_SHA384_RSA_PKCS_PSS,
            Ckm.CKM_SHA512_RSA_PKCS_PSS);

    private MechanismReader() {}

    static Mechanism read(AbiLayout abi, MemorySegment mechanism) {
        Arguments.require(mechanism);
        StructureReader fields = new StructureReader(abi, mechanism);
        long type = fields.ulong();
        MemorySegment parameter = fields.pointer();
        int length = Arguments.length(parameter, fields.ulong(), 1);
        return new Mechanism(type, parameter(abi, type, parameter, length));
    }

    private static MechanismParameter parameter(AbiLayout abi, long type, MemorySegment parameter, int length) {
        if (length == 0) {
            return MechanismParameter.NONE;
        }
        if (PSS.contains(type) && length == abi.structureBytes(3, 0)) {
            return pss(new StructureReader(abi, parameter));
        }
        if (type == Ckm.CKM_RSA_PKCS_OAEP && length == abi.structureBytes(4, 1)) {
            return oaep(new StructureReader(abi, parameter));
        }
        return new MechanismParameter.Opaque(Arguments.bytes(parameter, length));
    }

    /** {@code CK_RSA_PKCS_PSS_PARAMS}. */
    private static MechanismParameter pss(StructureReader fields) {
        return new MechanismParameter.RsaPkcsPss(fields.ulong(), fields.ulong(), fields.ulong());
    }

    /** {@code CK_RSA_PKCS_OAEP_PARAMS}. */
    private static MechanismParameter oaep(StructureReader fields) {
        return new MechanismParameter.RsaPkcsOaep(
                fields.ulong(), fields.ulong(), fields.ulong(), Arguments.bytes(fields.pointer(), fields.ulong()));
    }
}
