package org.tokentwin.benchmark.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CERTIFICATE_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_COEFFICIENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ISSUER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SERIAL_NUMBER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SUBJECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKC_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.util.BigIntegers;

/** Puts keys and certificates onto a token by C_CreateObject, the same on every one. */
final class ContentsImport {
    private static final int P256_BYTES = 32;

    private final PKCS11 p11;
    private final long session;

    /** @param session read-write, with the user logged in */
    ContentsImport(PKCS11 p11, long session) {
        this.p11 = p11;
        this.session = session;
    }

    void add(TokenContents contents) throws PKCS11Exception {
        byte id = 1;
        for (TokenContents.Key key : TokenContents.Key.values()) {
            create(key == TokenContents.Key.RSA ? rsa(contents, id) : ec(contents, id));
            create(certificate(contents.chain(key).getFirst(), "certificate " + id, id));
            id++;
        }
        create(certificate(contents.chain(TokenContents.Key.RSA).get(1), "issuing CA", id++));
        create(certificate(contents.chain(TokenContents.Key.RSA).get(2), "root CA", id));
    }

    private void create(Template template) throws PKCS11Exception {
        p11.C_CreateObject(session, template.toArray(), true);
    }

    private static Template rsa(TokenContents contents, byte id) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) contents.key(TokenContents.Key.RSA);
        return privateKey(CKK_RSA, id)
                .with(CKA_DECRYPT, true)
                .with(CKA_UNWRAP, true)
                .with(CKA_MODULUS, unsigned(key.getModulus()))
                .with(CKA_PUBLIC_EXPONENT, unsigned(key.getPublicExponent()))
                .with(CKA_PRIVATE_EXPONENT, unsigned(key.getPrivateExponent()))
                .with(CKA_PRIME_1, unsigned(key.getPrimeP()))
                .with(CKA_PRIME_2, unsigned(key.getPrimeQ()))
                .with(CKA_EXPONENT_1, unsigned(key.getPrimeExponentP()))
                .with(CKA_EXPONENT_2, unsigned(key.getPrimeExponentQ()))
                .with(CKA_COEFFICIENT, unsigned(key.getCrtCoefficient()));
    }

    private static Template ec(TokenContents contents, byte id) {
        ECPrivateKey key = (ECPrivateKey) contents.key(TokenContents.Key.EC);
        return privateKey(CKK_EC, id)
                .with(CKA_EC_PARAMS, der(SECObjectIdentifiers.secp256r1))
                .with(CKA_VALUE, BigIntegers.asUnsignedByteArray(P256_BYTES, key.getS()));
    }

    private static Template privateKey(long type, byte id) {
        return Template.ofClass(CKO_PRIVATE_KEY)
                .with(CKA_TOKEN, true)
                .with(CKA_PRIVATE, true)
                .with(CKA_SENSITIVE, true)
                .with(CKA_EXTRACTABLE, false)
                .with(CKA_SIGN, true)
                .with(CKA_KEY_TYPE, type)
                .with(CKA_LABEL, ("key " + id).toCharArray())
                .with(CKA_ID, new byte[] {id});
    }

    static Template certificate(X509Certificate certificate, String label, byte... id) {
        try {
            return Template.ofClass(CKO_CERTIFICATE)
                    .with(CKA_CERTIFICATE_TYPE, CKC_X_509)
                    .with(CKA_TOKEN, true)
                    .with(CKA_PRIVATE, false)
                    .with(CKA_LABEL, label.toCharArray())
                    .with(CKA_ID, id)
                    .with(CKA_SUBJECT, certificate.getSubjectX500Principal().getEncoded())
                    .with(CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded())
                    .with(CKA_SERIAL_NUMBER, der(new ASN1Integer(certificate.getSerialNumber())))
                    .with(CKA_VALUE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(value);
    }

    private static byte[] der(org.bouncycastle.asn1.ASN1Object value) {
        try {
            return value.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e); // encoding into memory
        }
    }
}
