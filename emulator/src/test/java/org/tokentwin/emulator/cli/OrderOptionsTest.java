package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.issuer.PinEnvelope;
import org.tokentwin.emulator.store.KeptToken;

/** A PIN of one's own choice, several keys on a token, and none. */
class OrderOptionsTest {
    private static final String PIN = "Both-of-them-1";

    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory.resolve("home")).with("OWN_PIN", PIN);
    }

    private Result create(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("create", name));
        words.addAll(List.of(options));
        return emulator.run(words.toArray(String[]::new));
    }

    private Result created(String name, String... options) {
        Result created = create(name, options);
        assertThat(created.status()).as(created.err()).isZero();
        return created;
    }

    private IssuedToken described(String name) {
        return KeptToken.describe(emulator.home(), name);
    }

    @Test
    void twoTokens_haveTheSamePinOfOnesOwnChoice_fromWhereTheUserSays() throws IOException {
        Path secret = Files.writeString(directory.resolve("pin"), PIN + "\nanother line\n");
        emulator.enteringPassword(PIN);

        Result byVariable = created("a", "--key", "p256", "--user-pin-env", "OWN_PIN");
        Result byFile = created("b", "--key", "p256", "--user-pin-file", secret.toString());
        Result byPrompt = created("c", "--key", "p256", "--user-pin");

        for (String name : List.of("a", "b", "c")) {
            assertThat(described(name).pin().reveal()).isEqualTo(PIN);
            Path envelope = KeptToken.envelope(emulator.home(), name);
            assertThat(PinEnvelope.read(envelope).initialPin().reveal()).matches("[0-9]{8}");
        }
        assertThat(byVariable.out() + byFile.out() + byPrompt.out())
                .contains("The PIN of the envelope was changed")
                .doesNotContain(PIN);
    }

    @ParameterizedTest
    @CsvSource({
        "onlysmall, 1, The card refused the new PIN",
        "Short-1, 1, The card refused the new PIN",
        "abc, 2, 4 to 20 characters",
        "Zähler-1234, 2, 4 to 20 characters"
    })
    void pinThatCannotBe_isRefused_withoutShowingIt_andNothingIsKept(String pin, int status, String message) {
        Result refused = emulator.with("WRONG", pin).run("create", "chan", "--test-key", "--user-pin-env", "WRONG");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.err()).contains(message).doesNotContain(pin, "\tat ");
        assertThat(emulator.home().names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--user-pin=Both-of-them-1",
                "--user-pin Both-of-them-1",
                "--user-pin",
                "--user-pin-env OWN_PIN --pin-state initial",
                "--pin Both-of-them-1",
                "--pin=Both-of-them-1",
                "--user-pin-env NOT_SET",
                "--user-pin-env OWN_PIN --user-pin-file pin",
                "--blank --key p256",
                "--blank --p12 own.p12",
                "--beside another",
                "--beside expired --p12 own.p12",
                "--p12 a.p12 --p12 b.p12 --p12 c.p12 --p12-password-env A --p12-password-env B"
            })
    void wrongUsage_showsNoPin_andMakesNothing(String options) {
        Result refused = create("chan", options.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).startsWith("error: ").doesNotContain(PIN, "\tat ");
        assertThat(emulator.home().names()).isEmpty();
    }

    @Test
    void keysOfTwoFiles_areOnOneToken_eachFileWithItsPassword() {
        emulator.with("A", "password a").with("B", "password b");
        String first = file("a.p12", "A", "p256", "WONG SIU MING");
        String second = file("b.p12", "B", "rsa2048", "LEE KA YAN");

        created("both", "--p12", first, "--p12", second, "--p12-password-env", "A", "--p12-password-env", "B");

        assertThat(certificates("both").stream()
                        .map(each -> each.getSubjectX500Principal().getName()))
                .satisfiesExactly(
                        wong -> assertThat(wong).contains("CN=WONG SIU MING"),
                        lee -> assertThat(lee).contains("CN=LEE KA YAN"));
        assertThat(described("both").certificates()).hasSize(3);
    }

    @Test
    void sameKeyTwice_isRefused() {
        emulator.with("A", "password a");
        String file = file("a.p12", "A", "p256", "WONG SIU MING");

        Result refused = create("both", "--p12", file, "--p12", file, "--p12-password-env", "A");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("Each key is on a token once");
    }

    /** Another home's e-Cert as a file. */
    private String file(String name, String passwordVariable, String key, String holder) {
        Path file = directory.resolve(name);
        created(
                "of-" + passwordVariable,
                "--key",
                key,
                "--test-key",
                "--holder",
                holder,
                "--p12-out",
                file.toString(),
                "--p12-out-password-env",
                passwordVariable);
        return file.toString();
    }

    @Test
    void renewedECert_isBesideTheExpiredOne_andBothAreInTheRegister() {
        created("chan", "--test-key", "--srn", "0123456789", "--years", "1", "--beside", "expired");

        List<X509Certificate> both = certificates("chan");
        assertThat(both).hasSize(2);
        assertThat(both.getLast().getSubjectX500Principal())
                .isEqualTo(both.getFirst().getSubjectX500Principal());
        assertThat(both.getLast().getNotAfter()).isBefore(both.getFirst().getNotBefore());
        assertThat(emulator.run("authority", "list").out().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).containsSubsequence("good, expired", "chan"),
                        line -> assertThat(line).containsSubsequence("good  ", "chan"));
    }

    @Test
    void signingKey_isBesideTheEncryptionKey() {
        created("chan", "--test-key", "--beside", "encryption");

        List<X509Certificate> both = certificates("chan");
        assertThat(both.getFirst().getKeyUsage()).startsWith(true, false, false, false);
        assertThat(both.getLast().getKeyUsage()).startsWith(false, false, true, false);
    }

    /** As the kept token has them, and no others. */
    private List<X509Certificate> certificates(String name) {
        try (KeptToken kept = KeptToken.open(emulator.home(), name)) {
            EmulatedToken token = kept.token();
            return token.certificates();
        }
    }

    @Test
    void blankToken_hasAPinAndNothingElse() throws IOException {
        created("empty", "--blank");

        assertThat(certificates("empty")).isEmpty();
        assertThat(PinEnvelope.read(KeptToken.envelope(emulator.home(), "empty"))
                        .referenceNumber())
                .isEmpty();
        assertThat(emulator.run("authority", "list").out()).contains("has issued no e-Cert yet");
    }

    @Test
    void reissueWithAPinOfOnesOwn_hasIt_andWithOneThatIsRefusedRevokesNothing() {
        created("chan", "--key", "p256");
        emulator.with("WRONG", "onlysmall");

        Result refused = emulator.run("authority", "reissue", "chan", "--user-pin-env", "WRONG");
        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(emulator.run("authority", "show", "chan").out()).contains("State             good\n");

        Result reissued = emulator.run("authority", "reissue", "chan", "--user-pin-env", "OWN_PIN");
        assertThat(reissued.status()).as(reissued.err()).isZero();
        assertThat(described("chan-2").pin().reveal()).isEqualTo(PIN);
    }
}
