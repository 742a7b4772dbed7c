package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a test's authority does wherever the emulator runs, and what its e-Certs can be; {@link BothPlacesTest} runs it in each place. */
@TokenTwin(key = KeyType.P256)
class AuthorityCases {
    @Test
    void eCert_isSuspendedReleasedAndRevoked_whereItsOwnAddressSays(Token token) throws Exception {
        assertThat(text(token.certificate(), "2.5.29.31")).contains(token.authorityUrl() + "/crl/");
        assertThat(entry(token)).isEmpty();
        token.hold();
        assertThat(entry(token)).map(X509CRLEntry::getRevocationReason).contains(CRLReason.CERTIFICATE_HOLD);
        assertThatThrownBy(token::hold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is on hold, not good");
        token.release();
        assertThat(entry(token)).isEmpty();
        token.revoke("keyCompromise");
        assertThat(entry(token)).map(X509CRLEntry::getRevocationReason).contains(CRLReason.KEY_COMPROMISE);
        assertThatThrownBy(token::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reasonThatThereIsNot_changesNothing(Token token) throws Exception {
        assertThatThrownBy(() -> token.revoke("boredom")).isInstanceOf(IllegalArgumentException.class);
        assertThat(entry(token)).isEmpty();
    }

    @Test
    @TokenTwin(authorityFaults = "missing@crl")
    void answersOnDemand_goWrong(Token token) throws Exception {
        assertThatThrownBy(() -> list(token)).isInstanceOf(FileNotFoundException.class);
        assertThat(entry(token)).isEmpty();
        token.injectIntoAuthority("http=500@crl:always");
        assertThatThrownBy(() -> list(token)).isInstanceOf(IOException.class);
        token.clearAuthorityFaults();
        assertThat(entry(token)).isEmpty();
        assertThatThrownBy(() -> token.injectIntoAuthority("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @TokenTwin(p12 = "chan.p12", p12Password = "secret of the file")
    void certificateOfAnotherAuthority_isNotRevoked(Token token) {
        assertThatThrownBy(token::hold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has issued no certificate");
    }

    @Test
    @TokenTwin(
            holder = "陳大文",
            email = "taiman@example.hk",
            srn = "0123456789",
            organisation = "快樂貿易有限公司",
            branch = "Accounts",
            registration = "8765432100000000",
            mutualRecognition = false,
            policies = {"1.2.3.4", "1.2.3.5"},
            years = 1,
            issued = "2020-12-31",
            key = KeyType.P256)
    void eCert_saysWhatTheAnnotationDoes(Token token) {
        X509Certificate certificate = token.certificate();
        assertThat(certificate.getSubjectX500Principal().getName())
                .contains("CN=陳大文", "OU=快樂貿易有限公司", "OU=Accounts", "OU=8765432100000000", "OU=0123456789");
        assertThat(text(certificate, "2.5.29.17")).contains("taiman@example.hk");
        assertThat(certificate.getExtensionValue("2.5.29.32"))
                .containsSequence(6, 3, 0x2A, 3, 4)
                .containsSequence(6, 3, 0x2A, 3, 5)
                .doesNotContain(0x86, 0x27); // Hong Kong's arc, 2.16.344
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo("2020-12-31T00:00:00Z");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2021-12-31T00:00:00Z");
    }

    @Test
    @TokenTwin(
            beside = {Companion.EXPIRED, Companion.ENCRYPTION},
            userPin = "Chosen-by-me-1")
    void severalECerts_areOnOneToken_andThePinIsTheTestsOwn(Token token) {
        assertThat(token.pin()).containsExactly("Chosen-by-me-1".toCharArray());
        assertThat(token.certificates()).hasSize(3).startsWith(token.certificate());
        assertThat(token.certificates().get(1).getNotAfter())
                .isBefore(token.certificate().getNotBefore());
        assertThat(token.certificates().get(2).getKeyUsage()).startsWith(false, false, true);
    }

    @Test
    @TokenTwin(blank = true)
    void blankToken_hasNoCertificate(Token token) {
        assertThat(token.certificates()).isEmpty();
        assertThatThrownBy(token::certificate).isInstanceOf(IllegalStateException.class);
    }

    private static String text(X509Certificate certificate, String extension) {
        return new String(certificate.getExtensionValue(extension), StandardCharsets.ISO_8859_1);
    }

    private static Optional<X509CRLEntry> entry(Token token) throws IOException, GeneralSecurityException {
        return Optional.ofNullable(list(token).getRevokedCertificate(token.certificate()));
    }

    private static X509CRL list(Token token) throws IOException, GeneralSecurityException {
        try (InputStream in = token.authorityUrl()
                .resolve(token.authorityUrl().getPath() + "/crl/eCertCA2-15CRL1.crl")
                .toURL()
                .openStream()) {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }
    }
}
