package org.tokentwin.conformance.vectors;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Keys, points and signatures in the forms that are published, as PKCS#11 takes them. Empty where PKCS#11 has no such thing. */
final class PublishedKeys {
    private PublishedKeys() {}

    static Optional<RSAPublicKey> rsaPublic(BigInteger modulus, BigInteger exponent) {
        try {
            return Optional.of((RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** A key of two primes. */
    static Optional<RSAPrivateCrtKey> rsaPrivate(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
                            instanceof RSAPrivateCrtKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether there is a curve of this name. */
    static boolean isCurve(String name) {
        return ECNamedCurveTable.getByName(name) != null;
    }

    /** r and s, each as long as the order, of a signature in DER. */
    static Optional<byte[]> signature(String curve, byte[] der) {
        try {
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence pair)
                    || pair.size() != 2
                    || !(pair.getObjectAt(0) instanceof ASN1Integer r)
                    || !(pair.getObjectAt(1) instanceof ASN1Integer s)
                    || !Arrays.equals(new DERSequence(new ASN1Encodable[] {r, s}).getEncoded(), der)) {
                return Optional.empty();
            }
            return pair(curve, r.getValue(), s.getValue());
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The same, of two numbers. */
    static Optional<byte[]> pair(String curve, BigInteger r, BigInteger s) {
        int bytes = orderBytes(curve);
        if (r.signum() < 0 || s.signum() < 0 || Math.max(r.bitLength(), s.bitLength()) > bytes * Byte.SIZE) {
            return Optional.empty();
        }
        byte[] pair = Arrays.copyOf(BigIntegers.asUnsignedByteArray(bytes, r), 2 * bytes);
        System.arraycopy(BigIntegers.asUnsignedByteArray(bytes, s), 0, pair, bytes, bytes);
        return Optional.of(pair);
    }

    /**
     * Whether a signature is shorter than two numbers as long as the order. To IEEE P1363 it is none; PKCS#11 v2.40, section 2.3.1, lets its halves be r and s.
     */
    static boolean isShortPair(String curve, byte[] signature) {
        return signature.length > 0 && signature.length % 2 == 0 && signature.length < 2 * orderBytes(curve);
    }

    /** The point of two coordinates, uncompressed. */
    static byte[] point(String curve, BigInteger x, BigInteger y) {
        int bytes = (curve(curve).getCurve().getFieldSize() + Byte.SIZE - 1) / Byte.SIZE;
        int most = Math.max(bytes, (Math.max(x.bitLength(), y.bitLength()) + Byte.SIZE - 1) / Byte.SIZE);
        byte[] point = new byte[1 + 2 * most];
        point[0] = 4;
        System.arraycopy(BigIntegers.asUnsignedByteArray(most, x), 0, point, 1, most);
        System.arraycopy(BigIntegers.asUnsignedByteArray(most, y), 0, point, 1 + most, most);
        return point;
    }

    /** The point of a public key in X.509's form, where the key is on this curve and the curve is named. */
    static Optional<byte[]> pointOf(String curve, byte[] x509) {
        try (ASN1InputStream in = new ASN1InputStream(x509)) {
            if (!(in.readObject() instanceof ASN1Sequence sequence)) {
                return Optional.empty();
            }
            SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(sequence);
            ASN1ObjectIdentifier named = ECNamedCurveTable.getOID(curve);
            return in.read() == -1 && named.equals(key.getAlgorithm().getParameters())
                    ? Optional.of(key.getPublicKeyData().getOctets())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The number of a private key in PKCS #8. */
    static Optional<BigInteger> numberOf(byte[] pkcs8) {
        try {
            return Optional.of(
                    ECPrivateKey.getInstance(PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey())
                            .getKey());
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty();
        }
    }

    static Optional<byte[]> pem(String text) {
        try (PemReader reader = new PemReader(new StringReader(text))) {
            return Optional.ofNullable(reader.readPemObject()).map(PemObject::getContent);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** A coordinate or a private number of a JSON Web Key. */
    static Optional<BigInteger> jwkNumber(Fields key, String name) {
        try {
            return key.optionalText(name)
                    .map(text -> new BigInteger(1, Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A private number, as long as the order. */
    static Optional<byte[]> privateValue(String curve, BigInteger number) {
        int bytes = orderBytes(curve);
        return number.signum() <= 0 || number.bitLength() > bytes * Byte.SIZE
                ? Optional.empty()
                : Optional.of(BigIntegers.asUnsignedByteArray(bytes, number));
    }

    private static int orderBytes(String curve) {
        return (curve(curve).getN().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static X9ECParameters curve(String name) {
        return ECNamedCurveTable.getByName(name);
    }
}
