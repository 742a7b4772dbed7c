package org.tokentwin.client;

import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/** The template of a session object for a public key, PKCS#11 v2.40 mechanisms, sections 2.1.2 and 2.3.3. */
final class PublicKeyTemplate {
    private PublicKeyTemplate() {}

    static CkAttribute[] of(PublicKey key) {
        return switch (KeyType.of(key)) {
            case RSA -> rsa((RSAPublicKey) key);
            case EC -> ec(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            case OTHER ->
                throw TokenException.refused(
                        "the certificate's key is neither RSA nor EC", "Choose another certificate.");
        };
    }

    private static CkAttribute[] rsa(RSAPublicKey key) {
        return template(
                KeyType.RSA,
                new CkAttribute(Cka.CKA_MODULUS, BigIntegers.asUnsignedByteArray(key.getModulus())),
                new CkAttribute(Cka.CKA_PUBLIC_EXPONENT, BigIntegers.asUnsignedByteArray(key.getPublicExponent())));
    }

    private static CkAttribute[] ec(SubjectPublicKeyInfo key) {
        byte[] point = key.getPublicKeyData().getOctets();
        try {
            return template(
                    KeyType.EC,
                    new CkAttribute(
                            Cka.CKA_EC_PARAMS,
                            key.getAlgorithm().getParameters().toASN1Primitive().getEncoded("DER")),
                    new CkAttribute(Cka.CKA_EC_POINT, new DEROctetString(point).getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e); // encoding into memory
        }
    }

    private static CkAttribute[] template(KeyType type, CkAttribute first, CkAttribute second) {
        return new CkAttribute[] {
            new CkAttribute(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
            new CkAttribute(Cka.CKA_KEY_TYPE, type.ckk()),
            new CkAttribute(Cka.CKA_TOKEN, false),
            new CkAttribute(Cka.CKA_VERIFY, true),
            first,
            second
        };
    }
}
