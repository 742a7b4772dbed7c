package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.object.CommonName;

/**
 * A certificate as a PKCS#11 object, section 4.6 of v2.40.
 *
 * @param certificate the certificate
 * @param idLength bytes of {@code CKA_ID}, 1 to 20
 */
record CertificateObject(X509Certificate certificate, int idLength) {
    /** {@code CKA_CERTIFICATE_CATEGORY}. */
    enum Category {
        /** It belongs to the token's holder. */
        TOKEN_USER(1),
        /** It is a CA's. */
        AUTHORITY(2);

        private final long value;

        Category(long value) {
            this.value = value;
        }
    }

    /** The template for {@code C_CreateObject}. */
    List<Attribute> template(Category category) {
        return List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                Attribute.ofBoolean(Cka.CKA_PRIVATE, false),
                Attribute.ofUlong(Cka.CKA_CERTIFICATE_CATEGORY, category.value),
                Attribute.ofString(Cka.CKA_LABEL, label()),
                Attribute.of(Cka.CKA_ID, id()),
                Attribute.of(Cka.CKA_SUBJECT, subject()),
                Attribute.of(
                        Cka.CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded()),
                Attribute.of(Cka.CKA_SERIAL_NUMBER, serialNumber()),
                Attribute.of(Cka.CKA_VALUE, value()));
    }

    /** The first bytes of the SHA-1 hash of the public key, so that key and certificate have the same. */
    byte[] id() {
        try {
            byte[] hash = new JcaX509ExtensionUtils()
                    .createSubjectKeyIdentifier(certificate.getPublicKey())
                    .getKeyIdentifier();
            return Arrays.copyOf(hash, idLength);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1", e);
        }
    }

    /**
     * The common name; if there is none, the most specific attribute's value; if there is no subject, nothing.
     */
    String label() {
        X500Name name = X500Name.getInstance(subject());
        RDN[] all = name.getRDNs();
        return CommonName.of(name)
                .orElseGet(() -> all.length == 0 ? "" : CommonName.text(all[all.length - 1].getFirst()));
    }

    byte[] subject() {
        return certificate.getSubjectX500Principal().getEncoded();
    }

    private byte[] serialNumber() {
        try {
            return new ASN1Integer(certificate.getSerialNumber()).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("A number in memory cannot be encoded", e);
        }
    }

    private byte[] value() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was parsed has no encoding", e);
        }
    }
}
