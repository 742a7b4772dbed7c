package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A public key, which the host computes with. One that exists is sound. */
public sealed interface PublicKeyOnHost extends KeyInUse permits PublicKeyOnHost.Rsa, PublicKeyOnHost.Ec {
    /**
     * An RSA key from {@code CKA_MODULUS} and {@code CKA_PUBLIC_EXPONENT}, most significant byte first; leading zeros do not count.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when the modulus is even or the exponent is even, below 3 or not below the modulus
     */
    static Rsa rsa(byte[] modulus, byte[] publicExponent) {
        return new Rsa(RsaModulus.of(modulus), new BigInteger(1, publicExponent));
    }

    /**
     * An EC key from {@code CKA_EC_PARAMS} and {@code CKA_EC_POINT}.
     *
     * @param ecPoint DER of an {@code OCTET STRING} that holds an uncompressed point, as PKCS#11 v2.40 has it; not the bare point
     * @throws CryptokiException what {@link NamedCurve#of} throws; {@code CKR_ATTRIBUTE_VALUE_INVALID} when the point has another
     *     form or is not on the curve
     */
    static Ec ec(byte[] ecParams, byte[] ecPoint) {
        NamedCurve curve = NamedCurve.of(ecParams);
        return new Ec(curve, Ec.decode(curve, ecPoint));
    }

    /** The key's size: bits of the modulus, or of the curve's field. */
    int bits();

    /** An RSA key; made by {@link #rsa}. */
    final class Rsa implements PublicKeyOnHost {
        private final RsaModulus modulus;
        private final BigInteger exponent;

        private Rsa(RsaModulus modulus, BigInteger exponent) {
            if (!modulus.n().testBit(0)
                    || !exponent.testBit(0)
                    || exponent.equals(BigInteger.ONE)
                    || exponent.compareTo(modulus.n()) >= 0) {
                throw new CryptokiException(
                        Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_MODULUS and CKA_PUBLIC_EXPONENT are not an RSA key's");
            }
            this.modulus = modulus;
            this.exponent = exponent;
        }

        @Override
        public int bits() {
            return modulus.bits();
        }

        RsaModulus modulus() {
            return modulus;
        }

        /** RSAEP and RSAVP1, RFC 8017 sections 5.1.1 and 5.2.2, of a block that the modulus holds. */
        byte[] power(byte[] block) {
            try {
                return RsaPower.byProvider(block, modulus.n(), exponent);
            } catch (GeneralSecurityException keyIsTooUnusual) {
                return RsaPower.byNumbers(block, modulus.n(), exponent);
            }
        }
    }

    /** An EC key; made by {@link #ec}. */
    final class Ec implements PublicKeyOnHost {
        private static final byte UNCOMPRESSED = 0x04;

        private final NamedCurve curve;
        private final ECPublicKeyParameters parameters;

        private Ec(NamedCurve curve, ECPoint point) {
            this.curve = curve;
            this.parameters = new ECPublicKeyParameters(point, curve.domain());
        }

        @Override
        public int bits() {
            return curve.bits();
        }

        public NamedCurve curve() {
            return curve;
        }

        ECPublicKeyParameters parameters() {
            return parameters;
        }

        private static ECPoint decode(NamedCurve curve, byte[] ecPoint) {
            try {
                byte[] point = octets(ecPoint);
                if (point.length == 0 || point[0] != UNCOMPRESSED) {
                    throw new IllegalArgumentException("not an uncompressed point");
                }
                return curve.domain()
                        .validatePublicPoint(curve.domain().getCurve().decodePoint(point));
            } catch (IOException | IllegalArgumentException e) {
                throw new CryptokiException(
                        Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_EC_POINT is not the DER of a point on " + curve, e);
            }
        }

        private static byte[] octets(byte[] der) throws IOException {
            if (ASN1Primitive.fromByteArray(der) instanceof ASN1OctetString string
                    && Arrays.equals(der, new DEROctetString(string.getOctets()).getEncoded(ASN1Encoding.DER))) {
                return string.getOctets();
            }
            throw new IOException("not the DER of an OCTET STRING");
        }
    }
}
