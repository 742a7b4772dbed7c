package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.CredentialFile;
import org.tokentwin.emulator.issuer.EcertDescription;
import org.tokentwin.emulator.issuer.EcertPolicies;
import org.tokentwin.emulator.issuer.KeySize;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.PinEnvelope;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.store.KeptToken;

class CreateCommandTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory.resolve("home"));
    }

    private IssuedToken described(String name) {
        return KeptToken.describe(emulator.home(), name);
    }

    @Test
    void newToken_isKept_andItsEnvelopeHoldsThePinThatIsNotPrinted() throws IOException {
        Result created = emulator.run("create", "chan", "--test-key", "--holder", "WONG SIU MING");

        Path envelope = KeptToken.envelope(emulator.home(), "chan");
        String pin = PinEnvelope.read(envelope).initialPin().reveal();
        assertThat(created.status()).isZero();
        assertThat(created.err()).isEmpty();
        assertThat(created.out()).contains(envelope.toString()).doesNotContain(pin);
        assertThat(pin).matches("[0-9]{8}");
        assertThat(described("chan").pin().reveal()).isEqualTo(pin);
        Path page = KeptToken.envelopePage(emulator.home(), "chan").orElseThrow();
        assertThat(created.out()).contains("To print          " + page);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(page, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        assertThat(subject("chan")).contains("CN=WONG SIU MING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--holder", "--label"})
    void lettersThatWereLost_areIssuedToNobody(String option) {
        Result refused = emulator.run("create", "chan", "--test-key", option, "\uFFFD\uFFFD");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("could not be read in this locale", "LC_ALL=C.UTF-8");
        assertThat(emulator.home().names()).isEmpty();
    }

    @Test
    void chineseNamesInTheLocaleC_areWrittenInUtf8_withOneWarning() {
        Result created =
                emulator.with(Utf8Output.CALLERS_LOCALE, "").run("create", "chan", "--test-key", "--label", "陳大文");

        assertThat(created.status()).as(created.err()).isZero();
        assertThat(created.out()).contains("陳大文");
        assertThat(created.err()).containsOnlyOnce("warning: ").contains("UTF-8");
    }

    @Test
    void eCertIssuedLongAgo_hasExpired() {
        Result created = emulator.run("create", "old", "--test-key", "--issued", "2020-01-31", "--years", "1");

        X509Certificate certificate = described("old").certificates().getFirst();
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo("2020-01-31T00:00:00Z");
        assertThatThrownBy(certificate::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void dayThatIsNone_isWrongUsage() {
        Result refused = emulator.run("create", "old", "--test-key", "--issued", "yesterday");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("--issued");
    }

    @Test
    void organisationsToken_isOfItsAuthorisedUser() {
        Result created = emulator.run(
                "create",
                "office",
                "--test-key",
                "--holder",
                "WONG SIU MING",
                "--email",
                "wong@happy.example",
                "--organisation",
                "HAPPY TRADING LTD",
                "--branch",
                "ACCOUNTS");

        assertThat(created.status()).as(created.err()).isZero();
        assertThat(subject("office"))
                .contains("CN=WONG SIU MING", "OU=HAPPY TRADING LTD", "OU=ACCOUNTS", "e-Cert (Organisational)");
    }

    @Test
    void referenceNumberPoliciesAndAddress_areTheOnesAskedFor() {
        Result created = emulator.run(
                "create",
                "chan",
                "--test-key",
                "--srn",
                "0123456789",
                "--no-mutual-recognition",
                "--policy",
                "1.2.3.4",
                "--authority-url",
                "http://pki.example:8080/x/");

        X509Certificate certificate = described("chan").certificates().getFirst();
        String extensions = new String(certificate.getExtensionValue("2.5.29.31"), StandardCharsets.US_ASCII);
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(subject("chan")).contains("OU=0123456789");
        assertThat(EcertDescription.of(certificate).policies()).isEqualTo(new EcertPolicies(false, List.of("1.2.3.4")));
        assertThat(extensions).endsWith("http://pki.example:8080/x/crl/eCertCA2-15CRL1.crl");
    }

    @Test
    void addressNone_isInNoCertificate() {
        emulator.run("create", "chan", "--test-key", "--authority-url", "none");

        assertThat(described("chan").certificates().getFirst().getExtensionValue("2.5.29.31"))
                .isNull();
    }

    @Test
    void addressOfTheEnvironment_isTheDefault() {
        emulator.with("TOKENTWIN_AUTHORITY_URL", "http://127.0.0.1:1").run("create", "chan", "--test-key");

        assertThat(new String(
                        described("chan").certificates().getFirst().getExtensionValue("2.5.29.31"),
                        StandardCharsets.US_ASCII))
                .contains("http://127.0.0.1:1/crl/");
    }

    @Test
    void ecertAsAFile_isTheTokens_andReadableByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("chan.p12");
        Result created = emulator.enteringPassword("s3cret word")
                .run("create", "chan", "--test-key", "--p12-out", file.toString());

        assertThat(created.status()).as(created.err()).isZero();
        assertThat(CredentialFile.read(file, "s3cret word".toCharArray()).certificates())
                .isEqualTo(described("chan").certificates());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Result again = emulator.enteringPassword("x").run("create", "wong", "--test-key", "--p12-out", file.toString());
        assertThat(again.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(emulator.home().names()).containsExactly("chan");
    }

    @Test
    void branchWithoutOrganisation_isAUsageError() {
        Result refused = emulator.run("create", "office", "--branch", "ACCOUNTS");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("--organisation");
        assertThat(emulator.home().names()).isEmpty();
    }

    private String subject(String name) {
        return described(name)
                .certificates()
                .getFirst()
                .getSubjectX500Principal()
                .getName();
    }

    @Test
    void changedPin_isAnotherThanTheEnvelopes_andNeitherIsPrinted() {
        Result created = emulator.run("create", "chan", "--test-key", "--pin-state", "changed", "--output", "json");

        IssuedToken token = described("chan");
        assertThat(created.status()).isZero();
        assertThat(token.pin()).isNotEqualTo(token.initialPin());
        assertThat(created.out())
                .contains("\"serial\" : \"" + token.serial() + "\"")
                .doesNotContain(token.pin().reveal())
                .doesNotContain(token.initialPin().reveal());
    }

    @Test
    void profileLabelAndKey_areTheOnesAskedFor() {
        Result created = emulator.run(
                "create",
                "chan",
                "--profile",
                "safenet-etoken-5110",
                "--label",
                "Office",
                "--key",
                "p256",
                "--years",
                "1");

        assertThat(created.status()).isZero();
        assertThat(described("chan").profile().name()).isEqualTo("safenet-etoken-5110");
        assertThat(described("chan").label()).isEqualTo("Office");
        assertThat(KeySize.of(described("chan").certificates().getFirst().getPublicKey()))
                .isEqualTo(new KeySize(false, 256));
    }

    @Test
    void profileFromFile_isKeptWithTheToken() throws IOException {
        Path profile = directory.resolve("own.toml");
        Files.writeString(profile, "based-on = \"hongkongpost-ecert\"\n[token]\nlabel = \"Mine\"\n");

        assertThat(emulator.run("create", "chan", "--test-key", "--profile", profile.toString())
                        .status())
                .isZero();
        Files.delete(profile);

        assertThat(described("chan").label()).isEqualTo("Mine");
    }

    @Test
    void keyOfAPkcs12File_isOnTheToken_withThePasswordFromWhereTheUserSays() throws Exception {
        Credential own = credential();
        Path file = pkcs12(own, "s3cret word");
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret word\nanother line\n");

        emulator.with("P12_PASSWORD", "s3cret word").enteringPassword("s3cret word");
        Result fromFile =
                emulator.run("create", "a", "--p12", file.toString(), "--p12-password-file", secret.toString());
        Result fromVariable =
                emulator.run("create", "b", "--p12", file.toString(), "--p12-password-env", "P12_PASSWORD");
        Result fromPrompt = emulator.run("create", "c", "--p12", file.toString());

        assertThat(fromFile.err() + fromVariable.err() + fromPrompt.err()).isEmpty();
        for (String name : emulator.home().names()) {
            assertThat(described(name).certificates()).first().isEqualTo(own.certificate());
        }
        assertThat(emulator.home().names()).containsExactly("a", "b", "c");
    }

    @Test
    void encryptedFileWithoutATerminal_isAUsageError() throws Exception {
        Path file = pkcs12(credential(), "right");

        Result refused = emulator.run("create", "chan", "--p12", file.toString());

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("there is no terminal to ask for the password on");
    }

    @Test
    void unencryptedFile_needsNoTerminal() throws Exception {
        Path file = directory.resolve("own.pem");
        try (InputStream in = Credential.class.getResourceAsStream("import/pem-bom.pem")) {
            Files.copy(in, file);
        }

        Result created = emulator.run("create", "chan", "--p12", file.toString());

        assertThat(created.status()).as(created.err()).isZero();
        assertThat(described("chan").certificates()).hasSize(3);
    }

    @Test
    void wrongPasswordOfAPkcs12File_fails_withoutShowingIt() throws Exception {
        Path file = pkcs12(credential(), "right");

        Result refused = emulator.enteringPassword("wr0ng").run("create", "chan", "--p12", file.toString());

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err())
                .startsWith("error: ")
                .contains(file.toString())
                .doesNotContain("wr0ng", "\tat ");
        assertThat(emulator.home().names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3cret-PIN",
                "create chan S3cret-PIN",
                "create chan --pin S3cret-PIN",
                "create chan --pin=S3cret-PIN",
                "create chan --key S3cret-PIN",
                "create chan --years S3cret-PIN",
                "create chan -S3cret-PIN",
                "create chan --profile S3cret-PIN",
                "config S3cret-PIN",
                "run --fault S3cret-PIN -- true",
                "delete S3cret-PIN --frob"
            })
    void secretAsAnArgument_isNotRepeated(String line) {
        Result refused = emulator.run(line.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.out() + refused.err()).contains("error: ").doesNotContain("S3cret-PIN");
    }

    @Test
    void passwordAsArgument_isRefused_andNotRepeated() {
        Result refused = emulator.run("create", "chan", "--p12", "file.p12", "--p12-password", "s3cret");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("never an argument").doesNotContain("s3cret");
    }

    @Test
    void secondTokenOfAName_isRefused_andTheFirstStays() {
        emulator.run("create", "chan", "--test-key");
        String serial = described("chan").serial();

        Result refused = emulator.run("create", "chan", "--test-key");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("there is a token chan already");
        assertThat(described("chan").serial()).isEqualTo(serial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "create chan --key rsa512",
                "create chan --profile no-such",
                "create chan --pin 12345678",
                "create chan --test-key --years 9",
                "create chan --test-key --label " + "far-too-long-for-a-label-of-a-token",
                "create chan --p12 file.p12 --holder WONG",
                "create chan --p12-password-env NAME",
                "create chan --srn 123",
                "create chan --policy nonsense --test-key",
                "create chan --authority-url ftp://x --test-key",
                "create chan --p12 file.p12 --policy 1.2.3",
                "create chan --p12-out-password-env NAME --test-key",
                "create chan --p12-out new.p12 --test-key",
                "create chan another"
            })
    void contradiction_isWrongUsage_andNothingIsKept(String line) {
        Result refused = emulator.run(line.split(" "));

        assertThat(refused.status()).as(refused.err()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).startsWith("error: ").contains("hint: 'tokentwin emulator create --help'");
        assertThat(emulator.home().names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create ../chan --test-key",
                "create chan --profile ./no-such.toml",
                "create chan --p12 no-such.p12"
            })
    void whatCannotBe_fails_withoutAStackTrace(String line) {
        Result refused = emulator.run(line.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).startsWith("error: ").doesNotContain("\tat ");
    }

    private static Credential credential() {
        return TestAuthority.bundled(java.time.InstantSource.system())
                .issue(PersonalSubscriber.named("LEE KA YAN"), KeyType.P256, KeySource.TEST_KEYS, 1);
    }

    private Path pkcs12(Credential credential, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                credential.privateKey(),
                password.toCharArray(),
                credential.certificates().toArray(X509Certificate[]::new));
        Path file = directory.resolve("own.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
