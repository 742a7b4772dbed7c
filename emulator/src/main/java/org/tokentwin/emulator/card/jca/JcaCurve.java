package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import javacard.security.CryptoException;

/** The named prime curves of FIPS 186-5, by the length of their field. */
enum JcaCurve {
    P256(256, "secp256r1"),
    P384(384, "secp384r1"),
    P521(521, "secp521r1");

    private static final byte UNCOMPRESSED = 0x04;

    private final int bits;
    private final String parametersName;
    private final ECParameterSpec parameters;

    JcaCurve(int bits, String name) {
        this.bits = bits;
        parametersName = name;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(name));
            parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java does not know the curve " + name, e);
        }
    }

    /** @throws CryptoException {@code NO_SUCH_ALGORITHM} for a length that no curve has */
    static JcaCurve of(short bits) {
        for (JcaCurve curve : values()) {
            if (curve.bits == bits) {
                return curve;
            }
        }
        throw new CryptoException(CryptoException.NO_SUCH_ALGORITHM);
    }

    ECGenParameterSpec generation() {
        return new ECGenParameterSpec(parametersName);
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    BigInteger field() {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    /** Bytes of a coordinate, and on these curves of the order too. */
    int length() {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** @throws CryptoException {@code ILLEGAL_VALUE} for what is no uncompressed point, SEC 1 section 2.3.3 */
    ECPoint readPoint(byte[] array, int offset, int length) {
        if (length != 1 + 2 * length() || array[offset] != UNCOMPRESSED) {
            throw new CryptoException(CryptoException.ILLEGAL_VALUE);
        }
        return new ECPoint(
                Numbers.read(array, offset + 1, length()), Numbers.read(array, offset + 1 + length(), length()));
    }

    short writePoint(ECPoint point, byte[] array, int offset) {
        array[offset] = UNCOMPRESSED;
        Numbers.write(point.getAffineX(), array, offset + 1, length());
        Numbers.write(point.getAffineY(), array, offset + 1 + length(), length());
        return (short) (1 + 2 * length());
    }
}
