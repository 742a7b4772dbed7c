package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The named prime curves of this module, FIPS 186-5 and SP 800-186. */
public enum NamedCurve {
    P_256(SECObjectIdentifiers.secp256r1),
    P_384(SECObjectIdentifiers.secp384r1),
    P_521(SECObjectIdentifiers.secp521r1);

    private final ASN1ObjectIdentifier identifier;
    private final ECDomainParameters domain;

    NamedCurve(ASN1ObjectIdentifier identifier) {
        X9ECParameters parameters = CustomNamedCurves.getByOID(identifier);
        this.identifier = identifier;
        this.domain = new ECDomainParameters(parameters);
    }

    /**
     * The curve that a {@code CKA_EC_PARAMS} names.
     *
     * @param ecParams DER of {@code ECParameters}; only its {@code namedCurve} is taken
     * @throws CryptokiException {@code CKR_CURVE_NOT_SUPPORTED} for another named curve; {@code CKR_DOMAIN_PARAMS_INVALID} for explicit or
     *     implicit parameters and for what is not DER
     */
    public static NamedCurve of(byte[] ecParams) {
        if (!(parse(ecParams) instanceof ASN1ObjectIdentifier name)) {
            throw new CryptokiException(Ckr.CKR_DOMAIN_PARAMS_INVALID, "CKA_EC_PARAMS does not name a curve");
        }
        return Arrays.stream(values())
                .filter(curve -> curve.identifier.equals(name))
                .findFirst()
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_CURVE_NOT_SUPPORTED, "curve " + name.getId()));
    }

    /** DER of the {@code ECParameters} that name the curve: a {@code CKA_EC_PARAMS}. */
    public byte[] ecParams() {
        try {
            return identifier.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("an object identifier always has an encoding", e);
        }
    }

    /** Bits of the field, which PKCS#11 takes for the key's size. */
    public int bits() {
        return domain.getCurve().getFieldSize();
    }

    /** Bytes of the order, and so of r and of s. */
    public int orderLength() {
        return BigIntegers.getUnsignedByteLength(domain.getN());
    }

    ECDomainParameters domain() {
        return domain;
    }

    /**
     * A hash value as the number e that ECDSA signs, its leftmost bits where it is longer than the order, FIPS 186-5 section 6.4.1.
     *
     * @return as many bytes as the order has, zeros in front
     */
    byte[] hashToOrder(byte[] hash) {
        int excess = hash.length * Byte.SIZE - domain.getN().bitLength();
        BigInteger number = new BigInteger(1, hash).shiftRight(Math.max(excess, 0));
        return BigIntegers.asUnsignedByteArray(orderLength(), number);
    }

    private static ASN1Primitive parse(byte[] ecParams) {
        try {
            return ASN1Primitive.fromByteArray(ecParams);
        } catch (IOException e) {
            throw new CryptokiException(Ckr.CKR_DOMAIN_PARAMS_INVALID, "CKA_EC_PARAMS is not DER", e);
        }
    }
}
