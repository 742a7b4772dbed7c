package org.tokentwin.client.x509;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;

/**
 * A public key in words.
 *
 * @param algorithm {@code RSA}, {@code EC}, or another
 * @param bits its length; 0 where that is not known
 * @param parameter an RSA key's public exponent, an EC key's curve; else empty
 */
public record PublicKeyDetails(String algorithm, int bits, String parameter) {
    static PublicKeyDetails of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                new PublicKeyDetails(
                        "RSA",
                        rsa.getModulus().bitLength(),
                        rsa.getPublicExponent().toString());
            case ECPublicKey ec ->
                new PublicKeyDetails("EC", ec.getParams().getOrder().bitLength(), curve(ec));
            default -> new PublicKeyDetails(key.getAlgorithm(), 0, "");
        };
    }

    private static String curve(ECPublicKey key) {
        ASN1Encodable parameters = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getAlgorithm()
                .getParameters();
        if (!(parameters instanceof ASN1ObjectIdentifier oid)) {
            return "explicit curve";
        }
        String name = ECNamedCurveTable.getName(oid);
        return name == null ? oid.getId() : name;
    }
}
