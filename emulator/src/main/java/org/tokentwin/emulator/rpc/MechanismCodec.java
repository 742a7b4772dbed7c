package org.tokentwin.emulator.rpc;

import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/**
 * Mechanisms on the wire: the type (4 bytes), and what the client's release writes behind it, which it does not tell.
 *
 * <p>For a mechanism without parameter, p11-kit 0.24 writes the length that stands for a null pointer, and newer ones nothing; neither a
 * handle nor a count of attributes begins like that. For PSS and OAEP newer ones write a byte first, whether there is a parameter; the
 * parameter itself begins with the high byte of a digest mechanism, 0. So a 1 is that byte, and a 0 is it where too little follows.
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

    /**
     * Empty for the null mechanism.
     *
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID} for a mechanism that this module does not know: nobody can tell where its
     *     parameter would end
     */
    static Optional<Mechanism> read(RpcReader in) {
        int raw = in.uint32();
        if (raw == NULL_MECHANISM) {
            return Optional.empty();
        }
        long type = Integer.toUnsignedLong(raw);
        if (!Ckm.isKnown(type)) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type));
        }
        boolean takesParameter = PSS.contains(type) || type == Ckm.CKM_RSA_PKCS_OAEP;
        if (!takesParameter) {
            in.skipNullPointer();
        }
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
