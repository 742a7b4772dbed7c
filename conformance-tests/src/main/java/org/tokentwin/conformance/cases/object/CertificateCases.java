package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CERTIFICATE_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ISSUER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SERIAL_NUMBER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SUBJECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKC_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.TokenKeys;

@ExtendWith(ConformanceExtension.class)
class CertificateCases {
    @ConformanceCase(
            id = "CERT-001",
            section = "guide",
            requirement = "The e-Cert is readable without a login, and parses")
    void certificate_isReadableWithoutLogin(TokenUnderTest token) throws Exception {
        assertThat(certificates(token, token.openReadOnly())).isNotEmpty();
    }

    @ConformanceCase(
            id = "CERT-002",
            section = "guide",
            requirement = "One certificate belongs to the private key: it has the key's CKA_ID and public key")
    void certificate_belongsToKey(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        Object id = Attributes.read(token, session, TokenKeys.rsa(token, session), CKA_ID);
        long[] found = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE), Attributes.bytes(CKA_ID, (byte[])
                Objects.requireNonNull(id)));

        assertThat(found).hasSize(1);
        RSAPublicKey key = (RSAPublicKey) certificate(token, session, found[0]).getPublicKey();
        byte[] modulus = (byte[])
                Objects.requireNonNull(Attributes.read(token, session, TokenKeys.rsa(token, session), CKA_MODULUS));
        assertThat(new BigInteger(1, modulus)).isEqualTo(key.getModulus());
    }

    @ConformanceCase(
            id = "CERT-003",
            section = "guide",
            requirement = "The chain is on the token: the e-Cert's issuer up to a root verifies")
    void chain_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        List<X509Certificate> all = certificates(token, session);
        X509Certificate at = eCert(token, session);
        while (!at.getSubjectX500Principal().equals(at.getIssuerX500Principal())) {
            X500Principal issuerName = at.getIssuerX500Principal();
            X509Certificate issuer = all.stream()
                    .filter(candidate -> candidate.getSubjectX500Principal().equals(issuerName))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not on the token: " + issuerName));
            at.verify(issuer.getPublicKey());
            at = issuer;
        }
        at.verify(at.getPublicKey());
    }

    @ConformanceCase(
            id = "CERT-004",
            section = "4.6 CKO_CERTIFICATE",
            requirement = "CKA_SUBJECT, CKA_ISSUER and CKA_SERIAL_NUMBER are the certificate's own DER")
    void attributes_agreeWithValue(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        for (long object : token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE))) {
            X509Certificate certificate = certificate(token, session, object);

            assertThat(Attributes.read(token, session, object, CKA_SUBJECT))
                    .isEqualTo(certificate.getSubjectX500Principal().getEncoded());
            assertThat(Attributes.read(token, session, object, CKA_ISSUER))
                    .isEqualTo(certificate.getIssuerX500Principal().getEncoded());
            assertThat(Attributes.read(token, session, object, CKA_SERIAL_NUMBER))
                    .isEqualTo(new ASN1Integer(certificate.getSerialNumber()).getEncoded());
        }
    }

    @ConformanceCase(
            id = "CERT-005",
            section = "4.6 CKO_CERTIFICATE",
            requirement = "Certificates on an issued token are public X.509 token objects")
    void certificates_arePublicTokenObjects(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        for (long object : token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE))) {
            assertThat(Attributes.read(token, session, object, CKA_CERTIFICATE_TYPE))
                    .isEqualTo(CKC_X_509);
            assertThat(Attributes.read(token, session, object, CKA_TOKEN)).isEqualTo(true);
            assertThat(Attributes.read(token, session, object, CKA_PRIVATE)).isEqualTo(false);
        }
    }

    private static X509Certificate eCert(TokenUnderTest token, long session) throws Exception {
        byte[] id =
                (byte[]) Objects.requireNonNull(Attributes.read(token, session, TokenKeys.rsa(token, session), CKA_ID));
        return certificate(
                token,
                session,
                token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE), Attributes.bytes(CKA_ID, id))[0]);
    }

    private static List<X509Certificate> certificates(TokenUnderTest token, long session) throws Exception {
        List<X509Certificate> found = new ArrayList<>();
        for (long object : token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE))) {
            found.add(certificate(token, session, object));
        }
        return found;
    }

    private static X509Certificate certificate(TokenUnderTest token, long session, long object) throws Exception {
        byte[] der = (byte[]) Objects.requireNonNull(Attributes.read(token, session, object, CKA_VALUE));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
