package org.tokentwin.client;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiLibrary;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.SessionKind;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Cko;

/** Writes certificates and keys onto a token, deletes certificates, or all that is on it, and renames it. Each call is a separate session. */
public final class TokenEditor {
    /** How long a token's name is at most, in bytes of UTF-8: as in CK_TOKEN_INFO. */
    public static final int LONGEST_NAME = 32;

    private final CryptokiLibrary library;
    private final Token token;

    TokenEditor(CryptokiLibrary library, Token token) {
        this.library = library;
        this.token = token;
    }

    /**
     * Writes a certificate, under its common name. One that is there already is not written again.
     *
     * @return whether it was written
     * @throws TokenException if the token refuses
     */
    public boolean add(X509Certificate certificate) {
        try (CryptokiSession session = session()) {
            if (!find(session, certificate).isEmpty()) {
                return false;
            }
            session.createObject(template(certificate));
            return true;
        }
    }

    /**
     * Writes a private key, which the token does not give away again, under the certificate's common name and identifier.
     *
     * @throws TokenException if the key is neither RSA nor EC, or the token refuses
     */
    public void add(PrivateKey key, X509Certificate certificate) {
        try (CryptokiSession session = session()) {
            session.createObject(
                    PrivateKeyTemplate.of(key, DistinguishedName.commonName(certificate), identifier(certificate)));
        }
    }

    /**
     * Deletes a certificate; its private key stays.
     *
     * @return whether it was there
     * @throws TokenException if the token refuses
     */
    public boolean delete(X509Certificate certificate) {
        try (CryptokiSession session = session()) {
            List<Long> found = find(session, certificate);
            found.forEach(session::destroyObject);
            return !found.isEmpty();
        }
    }

    /**
     * Deletes all objects that are kept on the token, and leaves its settings and passwords.
     *
     * @return how many there were
     * @throws TokenException if the token refuses one; those before it are gone then
     */
    public int deleteAll() {
        try (CryptokiSession session = session()) {
            List<Long> found = session.find(new CkAttribute(Cka.CKA_TOKEN, true));
            found.forEach(session::destroyObject);
            return found.size();
        }
    }

    /**
     * Gives the token another name.
     *
     * @param name 1 to {@link #LONGEST_NAME} bytes in UTF-8
     * @throws TokenException if the module has no object that holds the name, or the token refuses
     */
    public void rename(String name) {
        try (CryptokiSession session = session()) {
            TokenName.find(session, library.token(token.slotId()))
                    .orElseThrow(() -> TokenException.refused(
                            "the module has no object that holds the token's name: nothing was changed",
                            "Rename it with the software of the token's vendor."))
                    .change(name);
        }
    }

    private CryptokiSession session() {
        return library.openSession(token.slotId(), SessionKind.READ_WRITE);
    }

    private static List<Long> find(CryptokiSession session, X509Certificate certificate) {
        return session.find(
                new CkAttribute(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                new CkAttribute(Cka.CKA_VALUE, encoded(certificate)));
    }

    private static CkAttribute[] template(X509Certificate certificate) {
        return new CkAttribute[] {
            new CkAttribute(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
            new CkAttribute(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
            new CkAttribute(Cka.CKA_TOKEN, true),
            new CkAttribute(
                    Cka.CKA_LABEL, DistinguishedName.commonName(certificate).toCharArray()),
            new CkAttribute(Cka.CKA_ID, identifier(certificate)),
            new CkAttribute(
                    Cka.CKA_SUBJECT, certificate.getSubjectX500Principal().getEncoded()),
            new CkAttribute(Cka.CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded()),
            new CkAttribute(Cka.CKA_SERIAL_NUMBER, serialNumber(certificate)),
            new CkAttribute(Cka.CKA_VALUE, encoded(certificate))
        };
    }

    /** The SHA-1 of the public key, RFC 5280 section 4.2.1.2, which most programs take for CKA_ID. */
    private static byte[] identifier(X509Certificate certificate) {
        byte[] key = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        try {
            return MessageDigest.getInstance("SHA-1").digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
    }

    private static byte[] serialNumber(X509Certificate certificate) {
        try {
            return new ASN1Integer(certificate.getSerialNumber()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e); // encoding into memory
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
