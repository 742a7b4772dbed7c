package org.tokentwin.emulator.issuer;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A key by its kind and size, as the card takes them.
 *
 * @param bits of the modulus or of the curve's field
 */
public record KeySize(boolean rsa, int bits) {
    static final ASN1ObjectIdentifier[] CURVES = {
        SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1
    };
    static final String TAKEN = "a token takes RSA of 1024 to 4096 bits in steps of 256, P-256, P-384 and P-521";

    private static final int[] CURVE_BITS = {256, 384, 521};
    private static final int MIN_RSA = 1024;
    static final int MAX_RSA = 4096;
    private static final int RSA_STEP = 256;

    /**
     * The size of a public key.
     *
     * @throws IllegalArgumentException when no token takes such a key; the message says what it is, and what a token takes
     */
    public static KeySize of(PublicKey key) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            KeySize size = new KeySize(
                    true,
                    RSAPublicKey.getInstance(info.getPublicKeyData().getOctets())
                            .getModulus()
                            .bitLength());
            requireTaken(size);
            return size;
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve) {
            return curve(curve)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the certificate's key is on the curve " + AlgorithmNames.ofCurve(curve) + "; " + TAKEN));
        }
        throw new IllegalArgumentException(
                "the certificate's key is of " + AlgorithmNames.of(algorithm) + "; " + TAKEN);
    }

    static Optional<KeySize> curve(ASN1ObjectIdentifier curve) {
        int index = Arrays.asList(CURVES).indexOf(curve);
        return index < 0 ? Optional.empty() : Optional.of(new KeySize(false, CURVE_BITS[index]));
    }

    static void requireTaken(KeySize size) {
        if (size.rsa && (size.bits < MIN_RSA || size.bits > MAX_RSA || size.bits % RSA_STEP != 0)) {
            throw new IllegalArgumentException("the key is RSA of " + size.bits + " bits; " + TAKEN);
        }
    }

    /** As the command line spells the types that it offers: {@code rsa1536}, {@code p256}. */
    public String spelling() {
        return (rsa ? "rsa" : "p") + bits;
    }
}
