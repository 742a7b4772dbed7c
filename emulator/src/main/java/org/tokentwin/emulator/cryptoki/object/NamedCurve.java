package org.tokentwin.emulator.cryptoki.object;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The curves of the card, as {@code CKA_EC_PARAMS} names them. */
enum NamedCurve {
    P_256(256, SECObjectIdentifiers.secp256r1),
    P_384(384, SECObjectIdentifiers.secp384r1),
    P_521(521, SECObjectIdentifiers.secp521r1);

    private final int bits;
    private final ASN1ObjectIdentifier identifier;
    private final X9ECParameters parameters;

    NamedCurve(int bits, ASN1ObjectIdentifier identifier) {
        this.bits = bits;
        this.identifier = identifier;
        this.parameters = ECNamedCurveTable.getByOID(identifier);
    }

    /**
     * @param ecParams DER of {@code ECParameters}
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when it is no DER, {@code CKR_CURVE_NOT_SUPPORTED} when it is anything
     *     but one of these curves' object identifiers
     */
    static NamedCurve of(byte[] ecParams) {
        ASN1Primitive parsed;
        try {
            parsed = ASN1Primitive.fromByteArray(ecParams);
        } catch (IOException | IllegalArgumentException e) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_EC_PARAMS is not DER", e);
        }
        return Arrays.stream(values())
                .filter(curve -> curve.identifier.equals(parsed))
                .findFirst()
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_CURVE_NOT_SUPPORTED, "not a curve of this token"));
    }

    int bits() {
        return bits;
    }

    /** Bytes of a coordinate, and of the order. */
    int length() {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    ASN1ObjectIdentifier identifier() {
        return identifier;
    }

    X9ECParameters parameters() {
        return parameters;
    }
}
