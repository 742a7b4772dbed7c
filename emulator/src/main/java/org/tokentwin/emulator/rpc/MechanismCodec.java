package org.tokentwin.emulator.rpc;

import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/**
 * Mechanisms on the wire: the type (4 bytes), and a parameter for those that the protocol knows to have one. Before the parameter newer
 * clients (0.25 and later) write whether there is one; older ones do not. A PSS or OAEP parameter begins with the high byte of a digest mechanism,
 * 0, so a 1 is that mark, and a 0 is it where too little follows for a parameter.
 */
final class MechanismCodec {
    private static final int NULL_MECHANISM = 0xFFFFFFFF;
    private static final int SHORTEST_PARAMETER = 3 * Long.BYTES;
    private static final Set<Long> PSS = Set.of(
            Ckm.CKM_RSA_PKCS_PSS,
            Ckm.CKM_SHA1_RSA_PKCS_PSS,
            Ckm.CKM_SHA224_RSA_PKCS_PSS,
            Ckm.CKM_SHA256_RSA_PKCS_PSS,
            Ckm.CKM_SHA384_RSA_PKCS_PSS,
            Ckm.CKM_SHA512_RSA_PKCS_PSS);

    private MechanismCodec() {}

    /** Empty for the null mechanism. */
    static Optional<Mechanism> read(RpcReader in) {
        int raw = in.uint32();
        if (raw == NULL_MECHANISM) {
            return Optional.empty();
        }
        long type = Integer.toUnsignedLong(raw);
        boolean takesParameter = PSS.contains(type) || type == Ckm.CKM_RSA_PKCS_OAEP;
        if (!takesParameter || !hasParameter(in)) {
            return Optional.of(Mechanism.of(type));
        }
        long hash = in.ulong();
        long mgf = in.ulong();
        long third = in.ulong();
        MechanismParameter parameter = PSS.contains(type)
                ? new MechanismParameter.RsaPkcsPss(hash, mgf, third)
                : new MechanismParameter.RsaPkcsOaep(hash, mgf, third, sourceData(in));
        return Optional.of(new Mechanism(type, parameter));
    }

    private static boolean hasParameter(RpcReader in) {
        if (in.remaining() == 0) {
            throw new ProtocolException("a mechanism without end");
        }
        if (in.peek() == 1) {
            in.uint8();
            return true;
        }
        if (in.remaining() < SHORTEST_PARAMETER) {
            in.uint8();
            return false;
        }
        return true;
    }

    private static byte[] sourceData(RpcReader in) {
        byte[] data = in.counted();
        return data == null ? new byte[0] : data;
    }
}
