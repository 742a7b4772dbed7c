package org.tokentwin.conformance.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The curves of FIPS 186 that tokens know. */
enum EcCurve {
    P256("secp256r1", SECObjectIdentifiers.secp256r1),
    P384("secp384r1", SECObjectIdentifiers.secp384r1),
    P521("secp521r1", SECObjectIdentifiers.secp521r1);

    private final String jdkName;
    private final ASN1ObjectIdentifier oid;

    EcCurve(String jdkName, ASN1ObjectIdentifier oid) {
        this.jdkName = jdkName;
        this.oid = oid;
    }

    String jdkName() {
        return jdkName;
    }

    ASN1ObjectIdentifier oid() {
        return oid;
    }

    String displayName() {
        return "P-" + name().substring(1);
    }

    BigInteger order() {
        return ((ECPublicKey) SoftwareKeys.ec(jdkName).getPublic()).getParams().getOrder();
    }

    /** Bits of a coordinate. */
    int fieldBits() {
        return ((ECPublicKey) SoftwareKeys.ec(jdkName).getPublic())
                .getParams()
                .getCurve()
                .getField()
                .getFieldSize();
    }

    /** {@code CKA_EC_POINT} of the suite's own key on this curve. */
    byte[] softwarePoint() {
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(
                SoftwareKeys.ec(jdkName).getPublic().getEncoded());
        try {
            return new DEROctetString(key.getPublicKeyData().getBytes()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length of r, and of s. */
    int numberBytes() {
        return (order().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    int signatureBytes() {
        return 2 * numberBytes();
    }
}
