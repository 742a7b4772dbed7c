package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The named prime curves of this module, FIPS 186-5 and SP 800-186. */
public enum NamedCurve {
    P_256(SECObjectIdentifiers.secp256r1, 256),
    P_384(SECObjectIdentifiers.secp384r1, 384),
    P_521(SECObjectIdentifiers.secp521r1, 521);

    private final ASN1ObjectIdentifier identifier;
    private final int bits;
    private final byte[] ecParams;

    /** Made at its first use: a token with RSA keys loads a hundred classes less. */
    private volatile @Nullable ECDomainParameters domain;

    /** @param bits of the field, and of the order */
    NamedCurve(ASN1ObjectIdentifier identifier, int bits) {
        this.identifier = identifier;
        this.bits = bits;
        this.ecParams = der(identifier);
    }

    /**
     * The curve that a {@code CKA_EC_PARAMS} names.
     *
     * @param ecParams DER of {@code ECParameters}; only its {@code namedCurve} is taken
     * @throws CryptokiException {@code CKR_CURVE_NOT_SUPPORTED} for another named curve; {@code CKR_DOMAIN_PARAMS_INVALID} for explicit or
     *     implicit parameters and for what is not DER
     */
    public static NamedCurve of(byte[] ecParams) {
        return Arrays.stream(values())
                .filter(curve -> Arrays.equals(curve.ecParams, ecParams))
                .findFirst()
                .orElseThrow(() -> unknown(ecParams));
    }

    /** DER of the {@code ECParameters} that name the curve: a {@code CKA_EC_PARAMS}. */
    public byte[] ecParams() {
        return ecParams.clone();
    }

    /** Bits of the field, which PKCS#11 takes for the key's size. */
    public int bits() {
        return bits;
    }

    /** Bytes of the order, and so of r and of s. */
    public int orderLength() {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Bytes of an uncompressed point: {@code 04 x y}. */
    int pointLength() {
        return 1 + 2 * orderLength(); // as long as a coordinate
    }

    /**
     * Returns the point, uncompressed.
     *
     * @throws IllegalArgumentException when it is none, is not on the curve, or is at infinity
     */
    byte[] requirePoint(byte[] point) {
        if (point.length != pointLength()) {
            throw new IllegalArgumentException("not an uncompressed point");
        }
        ECDomainParameters known = domain();
        return known.validatePublicPoint(known.getCurve().decodePoint(point)).getEncoded(false);
    }

    ECDomainParameters domain() {
        ECDomainParameters known = domain;
        if (known == null) {
            known = new ECDomainParameters(CustomNamedCurves.getByOID(identifier));
            domain = known;
        }
        return known;
    }

    /**
     * A hash value as the number e that ECDSA signs, its leftmost bits where it is longer than the order, FIPS 186-5 section 6.4.1.
     *
     * @return as many bytes as the order has, zeros in front
     */
    byte[] hashToOrder(byte[] hash) {
        int excess = hash.length * Byte.SIZE - bits;
        BigInteger number = new BigInteger(1, hash).shiftRight(Math.max(excess, 0));
        return BigIntegers.asUnsignedByteArray(orderLength(), number);
    }

    private static CryptokiException unknown(byte[] ecParams) {
        try {
            ASN1Primitive parameters = ASN1Primitive.fromByteArray(ecParams);
            if (parameters instanceof ASN1ObjectIdentifier name && Arrays.equals(der(name), ecParams)) {
                return new CryptokiException(Ckr.CKR_CURVE_NOT_SUPPORTED, "curve " + name.getId());
            }
            return new CryptokiException(Ckr.CKR_DOMAIN_PARAMS_INVALID, "CKA_EC_PARAMS does not name a curve");
        } catch (IOException | IllegalArgumentException e) {
            return new CryptokiException(Ckr.CKR_DOMAIN_PARAMS_INVALID, "CKA_EC_PARAMS is not DER", e);
        }
    }

    private static byte[] der(ASN1ObjectIdentifier identifier) {
        try {
            return identifier.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("an object identifier always has an encoding", e);
        }
    }
}
