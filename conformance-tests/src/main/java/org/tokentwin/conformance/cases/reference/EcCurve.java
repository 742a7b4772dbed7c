package org.tokentwin.conformance.cases.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The curves of FIPS 186 that tokens know. */
public enum EcCurve {
    P256("secp256r1", SECObjectIdentifiers.secp256r1),
    P384("secp384r1", SECObjectIdentifiers.secp384r1),
    P521("secp521r1", SECObjectIdentifiers.secp521r1);

    private final String jdkName;
    private final ASN1ObjectIdentifier oid;

    EcCurve(String jdkName, ASN1ObjectIdentifier oid) {
        this.jdkName = jdkName;
        this.oid = oid;
    }

    public String jdkName() {
        return jdkName;
    }

    public ASN1ObjectIdentifier oid() {
        return oid;
    }

    public String displayName() {
        return "P-" + name().substring(1);
    }

    public BigInteger order() {
        return ((ECPublicKey) SoftwareKeys.ec(jdkName).getPublic()).getParams().getOrder();
    }

    /** Bits of a coordinate. */
    public int fieldBits() {
        return ((ECPublicKey) SoftwareKeys.ec(jdkName).getPublic())
                .getParams()
                .getCurve()
                .getField()
                .getFieldSize();
    }

    /** {@code CKA_EC_POINT} of the suite's own key on this curve. */
    public byte[] softwarePoint() {
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(
                SoftwareKeys.ec(jdkName).getPublic().getEncoded());
        try {
            return new DEROctetString(key.getPublicKeyData().getBytes()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length of r, and of s. */
    public int numberBytes() {
        return (order().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    public int signatureBytes() {
        return 2 * numberBytes();
    }
}
