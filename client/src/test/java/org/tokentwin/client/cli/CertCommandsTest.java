package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.emulator.EmulatedToken;

class CertCommandsTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void list_needsNoPinAndShowsTheWholeChain() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("cert", "list");

        assertThat(result.status()).isZero();
        for (X509Certificate certificate : inserted.token().certificateChain()) {
            assertThat(result.out())
                    .contains("Subject             " + DistinguishedName.of(certificate.getSubjectX500Principal()));
        }
    }

    @Test
    void listAfterLogin_seesThePrivateKey() {
        CommandRun.Result result =
                CommandRun.on(inserted.module()).pin(inserted.token().pin()).run("cert", "list", "--login");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Private key         on the token");
    }

    @Test
    void show_hasEveryFieldOfTheEcert() {
        X509Certificate certificate = inserted.token().certificate();

        CommandRun.Result result = CommandRun.on(inserted.module()).run("cert", "show");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("e-Cert              Personal, Mutual Recognition version")
                .contains("SRN                 " + inserted.token().envelope().referenceNumber())
                .contains("Subject             " + DistinguishedName.of(certificate.getSubjectX500Principal()))
                .contains("Issuer              " + DistinguishedName.of(certificate.getIssuerX500Principal()))
                .contains("Serial number       " + certificate.getSerialNumber().toString(16))
                .contains("Valid until         " + certificate.getNotAfter().toInstant())
                .contains("Key                 RSA 2048 bits, exponent 65537")
                .contains("Key usage           digitalSignature, keyEncipherment")
                .contains("2.16.344.8.2.2008.810.2.")
                .contains("CRL                 http://")
                .containsPattern("SHA-1 {15}[0-9a-f]{40}\n")
                .containsPattern("SHA-256 {13}[0-9a-f]{64}\n")
                .contains("Chain               ")
                .doesNotContain("does not hold the issuer")
                .doesNotContain("BEGIN CERTIFICATE");
    }

    @Test
    void showWithPem_givesTheCertificateItself() throws CertificateException {
        String out =
                CommandRun.on(inserted.module()).run("cert", "show", "--pem").out();

        byte[] pem = out.substring(out.indexOf("-----BEGIN")).getBytes(StandardCharsets.US_ASCII);
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)))
                .isEqualTo(inserted.token().certificate());
    }

    @Test
    void showAsJson_hasTheSameFields() throws JsonProcessingException {
        JsonNode shown = new ObjectMapper()
                .readTree(CommandRun.on(inserted.module())
                        .run("cert", "show", "--output", "json")
                        .out());

        assertThat(shown.at("/certificate/ecert/type").textValue()).isEqualTo("Personal");
        assertThat(shown.at("/certificate/ecert/mutualRecognition").booleanValue())
                .isTrue();
        assertThat(shown.at("/certificate/notAfter").textValue())
                .isEqualTo(
                        inserted.token().certificate().getNotAfter().toInstant().toString());
        assertThat(shown.at("/chain")).hasSize(3);
        assertThat(shown.has("pem")).isFalse();
    }

    @Test
    void showOfACaCertificateById_showsThat() throws JsonProcessingException {
        JsonNode list = new ObjectMapper()
                .readTree(CommandRun.on(inserted.module())
                        .run("cert", "list", "--output", "json")
                        .out())
                .get("certificates");
        for (JsonNode certificate : list) {
            if (certificate.get("authority").booleanValue()) {
                CommandRun.Result result = CommandRun.on(inserted.module())
                        .run("cert", "show", "--id", certificate.get("id").textValue());

                assertThat(result.out())
                        .contains("CA                  yes")
                        .contains(certificate.get("subject").textValue());
            }
        }
    }

    @Test
    void certificateThatIsNotThere_exitsWith1() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("cert", "show", "--label", "nobody's");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("no such certificate").contains("cert list");
    }

    @Test
    void idThatIsNotHexadecimal_exitsWith2() {
        assertThat(CommandRun.on(inserted.module())
                        .run("cert", "show", "--id", "xy")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void uriOfAnotherType_exitsWith2() {
        assertThat(CommandRun.on(inserted.module())
                        .run("cert", "show", "--uri", "pkcs11:type=data")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void blankToken_hasNoCertificates() {
        try (InsertedToken blank = InsertedToken.of(EmulatedToken.order().blank())) {
            assertThat(CommandRun.on(blank.module()).run("cert", "list").out()).contains("no certificates");
            assertThat(CommandRun.on(blank.module()).run("cert", "show").status())
                    .isEqualTo(1);
        }
    }
}
