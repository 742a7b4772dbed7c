package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiLibrary;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.SessionKind;
import org.tokentwin.client.window.model.CertificateFiles;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Certificates of id-RSASSA-PSS, without a subject, out of their time, and such as Java cannot parse. */
class UnusualCertificateTest {
    private static final byte[] DATA = "the contract".getBytes(StandardCharsets.UTF_8);
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    @TempDir
    private Path directory;

    @Test
    void certificateOfPss_signsCmsWithPss() throws Exception {
        try (InsertedToken token = withCredential("p12-rsapss.p12")) {
            Path signature = signed(token, "cms");

            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(DATA), Files.readAllBytes(signature));
            assertThat(cms.getSignerInfos()
                            .iterator()
                            .next()
                            .verify(new JcaSimpleSignerInfoVerifierBuilder()
                                    .setProvider(new BouncyCastleProvider())
                                    .build(token.token().certificate())))
                    .isTrue();
            assertThat(verify(token, signature, "--format", "cms").out()).startsWith("The signature is valid.");
        }
    }

    @Test
    void cmsOfPss_isVerifiedByOpenssl() throws Exception {
        assumeTrue(Files.isExecutable(OPENSSL), OPENSSL + " is missing");
        try (InsertedToken token = withCredential("p12-rsapss.p12")) {
            Path signature = signed(token, "cms");

            Process openssl = new ProcessBuilder(
                            OPENSSL.toString(),
                            "cms",
                            "-verify",
                            "-binary",
                            "-noverify",
                            "-inform",
                            "DER",
                            "-in",
                            signature.toString(),
                            "-content",
                            data().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(openssl.waitFor()).as(said).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "host"})
    void certificateOfPss_signsAndVerifiesWithPssUnlessToldOtherwise(String verifier) throws IOException {
        try (InsertedToken token = withCredential("p12-rsapss.p12")) {
            Path signature = signed(token, "base64");

            assertThat(verify(token, signature, "--by", verifier).out())
                    .startsWith("The signature is valid.")
                    .contains("CKM_SHA256_RSA_PKCS_PSS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CKM_SHA256_RSA_PKCS", "CKM_RSA_PKCS"})
    void pkcs1UnderACertificateOfPss_isRefused(String mechanism) throws IOException {
        try (InsertedToken token = withCredential("p12-rsapss.p12")) {
            CommandRun.Result signed = client(token).run("sign", "--mechanism", mechanism, data().toString());

            assertThat(signed.status()).isEqualTo(1);
            assertThat(signed.bytes()).isEmpty();
            assertThat(signed.err()).contains("id-RSASSA-PSS, and does not allow " + mechanism);
            assertThat(verify(token, data(), "--format", "raw", "--mechanism", mechanism)
                            .err())
                    .contains("id-RSASSA-PSS");
        }
    }

    @Test
    void emptySubject_showsTheSerialNumber() throws IOException {
        try (InsertedToken token = withCredential("no-subject.p12")) {
            for (String command : new String[] {"token list", "cert list", "cert show", "doctor"}) {
                assertThat(client(token).run(command.split(" ", -1)).out())
                        .as(command)
                        .contains("(no subject, serial number abcdef)");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-29, expires soon", "1, expired"})
    void endOfTheValidity_isMarkedWhereverTheCertificateIsShown(int days, String mark) throws IOException {
        try (InsertedToken token = InsertedToken.issue()) {
            Instant end = token.token().certificate().getNotAfter().toInstant();
            Instant now = end.plus(Duration.ofDays(days));

            assertMarked(token, now, mark);
        }
    }

    @Test
    void certificateThatIsNotYetValid_isMarked() throws IOException {
        try (InsertedToken token = InsertedToken.issue()) {
            Instant begin = token.token().certificate().getNotBefore().toInstant();

            assertMarked(token, begin.minusSeconds(1), "not valid yet");
        }
    }

    private void assertMarked(InsertedToken token, Instant now, String mark) throws IOException {
        for (String command : new String[] {"token list", "cert list", "cert show"}) {
            assertThat(client(token).at(now).run(command.split(" ", -1)).out())
                    .as(command)
                    .contains("(" + mark + ")");
        }
        CommandRun.Result signed = client(token).at(now).run("sign", data().toString());
        assertThat(signed.status()).isZero();
        assertThat(signed.err()).startsWith("warning: the certificate ").contains("(" + mark + ")");
        assertThat(client(token).at(now).run("doctor").out()).containsPattern("(note|problem) +Certificate: ");
    }

    @Test
    void validCertificate_hasNoMark() throws IOException {
        try (InsertedToken token = InsertedToken.issue()) {
            Instant end = token.token().certificate().getNotAfter().toInstant();

            assertThat(client(token)
                            .at(end.minus(Duration.ofDays(31)))
                            .run("cert", "show")
                            .out())
                    .doesNotContain("expire");
            assertThat(client(token)
                            .at(end.minus(Duration.ofDays(31)))
                            .run("sign", data().toString())
                            .err())
                    .isEmpty();
        }
    }

    @Test
    void certificateThatJavaCannotParse_isShownAsFarAsItCanBeRead() throws IOException {
        try (InsertedToken token =
                InsertedToken.of(EmulatedToken.order().blank().withPin(InsertedToken.PIN))) {
            store(token, resource("explicit-curve.der"));

            CommandRun.Result shown = client(token).run("cert", "show");

            assertThat(shown.status()).as(shown.err()).isZero();
            assertThat(shown.out())
                    .contains(
                            "Subject             CN=Explicit",
                            "Not parsed          ",
                            "Valid until         ",
                            "SHA-256 ");
            assertThat(client(token).run("cert", "list").out()).contains("CN=Explicit", "Not parsed ");
            assertThat(client(token).run("token", "list").out()).contains("CN=Explicit", "not parsed by this Java");
            assertThat(client(token).run("doctor").out()).contains("CN=Explicit cannot be parsed by this Java: ");
            assertThat(client(token).run("cert", "show", "--output", "json").out())
                    .contains("CN=Explicit");
            assertThat(verify(token, data()).err()).contains("this Java cannot parse the certificate: ");
        }
    }

    /** Its powers would take hours: it is shown, and nothing is verified with it, by whomever and however. */
    @ParameterizedTest
    @ValueSource(ints = {4_097, 16_384, 50_000})
    void certificateOfAHugeKey_isShownAndVerifiesNothing(int bits) throws Exception {
        try (InsertedToken token =
                InsertedToken.of(EmulatedToken.order().blank().withPin(InsertedToken.PIN))) {
            Credential credential = CertificateFiles.credential(KeyType.RSA_2048);
            store(token, CertificateFiles.ofHugeKey(credential.certificate(), bits));

            for (String command : new String[] {"cert list", "cert show", "token list"}) {
                CommandRun.Result shown = client(token).run(command.split(" ", -1));
                assertThat(shown.status()).as(shown.err()).isZero();
                assertThat(shown.out()).contains("LEE SIU MING");
            }
            for (String how : new String[] {"--by token", "--by host", "--format cms"}) {
                CommandRun.Result verified = verify(token, data(), how.split(" ", -1));
                assertThat(verified.status()).as(how).isEqualTo(1);
                assertThat(verified.err() + verified.out())
                        .as(how)
                        .isNotEmpty()
                        .doesNotContain("\tat ")
                        .doesNotContain("The signature is valid");
            }
        }
    }

    private static void store(InsertedToken token, byte[] der) {
        try (CryptokiLibrary library = CryptokiLibrary.open(token.module());
                CryptokiSession session = library.openSession(
                        library.slots().stream()
                                .filter(slot -> slot.token().isPresent())
                                .findFirst()
                                .orElseThrow()
                                .id(),
                        SessionKind.READ_WRITE)) {
            session.login(InsertedToken.PIN.toCharArray());
            session.createObject(
                    new CkAttribute(0x0, 1L),
                    new CkAttribute(0x80, 0L),
                    new CkAttribute(0x1, true),
                    new CkAttribute(0x101, new byte[] {0x30, 0}),
                    new CkAttribute(0x102, new byte[] {7}),
                    new CkAttribute(0x11, der));
            session.logout();
        }
    }

    private Path signed(InsertedToken token, String format) throws IOException {
        Path signature = directory.resolve("signature");
        CommandRun.Result result =
                client(token).run("sign", "--format", format, "--out", signature.toString(), data().toString());
        assertThat(result.status()).as(result.err()).isZero();
        return signature;
    }

    private CommandRun.Result verify(InsertedToken token, Path signature, String... options) throws IOException {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "verify";
        arguments[1] = "--signature";
        arguments[2] = signature.toString();
        arguments[3] = data().toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return client(token).run(arguments);
    }

    private static CommandRun client(InsertedToken token) {
        return CommandRun.on(token.module()).with("TOKENTWIN_PIN", InsertedToken.PIN);
    }

    private Path data() throws IOException {
        return Files.write(directory.resolve("data"), DATA);
    }

    private InsertedToken withCredential(String name) throws IOException {
        Path file = Files.write(directory.resolve(name), resource(name));
        return InsertedToken.of(
                EmulatedToken.order().credential(file, "secret".toCharArray()).withPin(InsertedToken.PIN));
    }

    private static byte[] resource(String name) {
        try (InputStream in = UnusualCertificateTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
