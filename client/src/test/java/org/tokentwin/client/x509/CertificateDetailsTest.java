package org.tokentwin.client.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

class CertificateDetailsTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final PersonalSubscriber CHAN =
            new PersonalSubscriber("CHAN TAI MAN", Optional.of("taiman@example.hk"), "0123456789");

    private final TestAuthority authority = TestAuthority.bundled(InstantSource.fixed(NOW));
    private final X509Certificate certificate = issue(KeyType.RSA_2048);
    private final CertificateDetails details = CertificateDetails.of(certificate);

    @Test
    void names_areReadFromTheMostSpecificPartOn() {
        assertThat(details.subject())
                .isEqualTo("E=taiman@example.hk,CN=CHAN TAI MAN,OU=0123456789,O=TokenTwin Test e-Cert (Personal),C=HK");
        assertThat(details.issuer())
                .isEqualTo(DistinguishedName.of(
                        authority.caCertificates().getFirst().getSubjectX500Principal()));
    }

    @Test
    void validityAndSerialNumber_areTheCertificates() {
        assertThat(details.notBefore()).isEqualTo(NOW);
        assertThat(details.notAfter()).isEqualTo(Instant.parse("2027-02-03T04:05:06Z"));
        assertThat(details.serialNumber())
                .isEqualTo(certificate.getSerialNumber().toString(16));
    }

    @Test
    void extensions_areRead() {
        assertThat(details.authority()).isFalse();
        assertThat(details.keyUsage()).containsExactly("digitalSignature", "keyEncipherment");
        assertThat(details.alternativeNames()).containsExactly("email:taiman@example.hk");
        assertThat(details.crlDistributionPoints()).singleElement().asString().startsWith("http://127.0.0.1:21815/");
        assertThat(details.policies()).extracting(CertificatePolicy::oid).contains("2.16.344.8.2.2008.810.2.2018.1.1");
        assertThat(details.policies())
                .flatExtracting(CertificatePolicy::qualifiers)
                .contains("http://www.tokentwin.invalid/cps");
        assertThat(details.authorityKeyIdentifier())
                .isEqualTo(CertificateDetails.of(authority.caCertificates().getFirst())
                        .subjectKeyIdentifier());
    }

    @Test
    void ecert_isRecognisedWithTypeNumberAndVersion() {
        assertThat(details.ecert()).contains(new ECert("Personal", Optional.of("0123456789"), true));
    }

    @Test
    void caCertificate_isNoEcert() {
        CertificateDetails root =
                CertificateDetails.of(authority.caCertificates().getLast());

        assertThat(root.ecert()).isEmpty();
        assertThat(root.authority()).isTrue();
        assertThat(root.keyUsage()).contains("keyCertSign");
    }

    @Test
    void keys_areToldWithLengthAndCurve() {
        assertThat(details.key()).isEqualTo(new PublicKeyDetails("RSA", 2048, "65537"));
        assertThat(CertificateDetails.of(issue(KeyType.P384)).key())
                .isEqualTo(new PublicKeyDetails("EC", 384, "secp384r1"));
    }

    @Test
    void pem_isTheCertificateAgain() throws CertificateException {
        byte[] pem = CertificateDetails.pem(certificate).getBytes(StandardCharsets.US_ASCII);

        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)))
                .isEqualTo(certificate);
    }

    @Test
    void fingerprints_areThoseOfTheEncoding() {
        assertThat(details.sha1Fingerprint()).hasSize(40);
        assertThat(details.sha256Fingerprint())
                .hasSize(64)
                .isNotEqualTo(CertificateDetails.of(issue(KeyType.RSA_2048)).sha256Fingerprint());
    }

    @Test
    void chain_reachesTheRootThroughTheIssuer() {
        List<X509Certificate> authorities = authority.caCertificates();

        CertificateChain chain = CertificateChain.of(certificate, authorities.reversed());

        assertThat(chain.complete()).isTrue();
        assertThat(chain.certificates()).containsExactly(certificate, authorities.get(0), authorities.get(1));
    }

    @Test
    void chainWithoutItsRoot_isIncomplete() {
        CertificateChain chain = CertificateChain.of(
                certificate, List.of(authority.caCertificates().getFirst()));

        assertThat(chain.complete()).isFalse();
        assertThat(chain.certificates()).hasSize(2);
    }

    @Test
    void issuerOfTheSameNameWithAnotherKey_isNotInTheChain() {
        TestAuthority namesake = TestAuthority.fresh(InstantSource.fixed(NOW));

        assertThat(CertificateChain.of(certificate, namesake.caCertificates()).certificates())
                .containsExactly(certificate);
    }

    private X509Certificate issue(KeyType type) {
        return authority.issue(CHAN, type, KeySource.TEST_KEYS, 1).certificate();
    }
}
