package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;

class PinChangeCommandTest {
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";

    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void currentNewAndConfirmation_changeThePin() {
        CommandRun.Result result = change(CURRENT, NEW, NEW);

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("The PIN of My Token (serial " + inserted.token().serial() + ") was changed.");
        assertThat(result.err()).contains("has 8 to 20 bytes").contains("8 to 20 characters, with upper case");
        assertThat(logIn(NEW).status()).isZero();
        assertThat(logIn(CURRENT).status()).isEqualTo(1);
        assertThat(result.out() + result.err()).doesNotContain(CURRENT).doesNotContain(NEW);
    }

    @Test
    void initialPin_isChangedWithoutLogin() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin())) {
            String initial = new String(fromThePost.token().initialPin());

            assertThat(CommandRun.on(fromThePost.module())
                            .answering(initial, NEW, NEW)
                            .run("pin", "change")
                            .status())
                    .isZero();
            assertThat(CommandRun.on(fromThePost.module())
                            .with("TOKENTWIN_PIN", NEW)
                            .run("cert", "list", "--login")
                            .status())
                    .isZero();
        }
    }

    @Test
    void wrongCurrentPin_isRefusedAndChangesNothing() {
        CommandRun.Result result = change("Wrong123!", NEW, NEW);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("error: the PIN is wrong").contains("(CKR_PIN_INCORRECT)");
        assertThat(result.out() + result.err()).doesNotContain("Wrong123!").doesNotContain(NEW);
        assertThat(logIn(CURRENT).status()).isZero();
    }

    @Test
    void confirmationThatDiffers_isRefusedBeforeThePinIsSent() {
        CommandRun.Result result = change("Wrong123!", NEW, NEW + "x");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("confirmation differ: nothing was sent");
        assertThat(info()).contains("PIN                 15 of 15 tries left\n");
    }

    @ParameterizedTest
    @CsvSource({"Abc1!, 'has 5 bytes, and this token takes 8 to 20'", "Abcdef1!Abcdef1!Abcde, 'has 21 bytes'"})
    void newPinOfAWrongLength_isRefusedBeforeThePinIsSent(String replacement, String reason) {
        CommandRun.Result result = change("Wrong123!", replacement, replacement);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(reason).contains("CKR_PIN_LEN_RANGE");
        assertThat(info()).contains("PIN                 15 of 15 tries left\n");
    }

    @Test
    void newPinThatIsTheCurrentOne_isRefusedBeforeThePinIsSent() {
        CommandRun.Result result = change("Wrong123!", "Wrong123!", "Wrong123!");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is the current one");
        assertThat(info()).contains("PIN                 15 of 15 tries left\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ghijkl2?, an upper case letter",
        "GHIJKL2?, a lower case letter",
        "Ghijklm?, a digit",
        "Ghijkl23, a special character"
    })
    void newPinThatLacksAClass_isRefusedByTheToken(String replacement, String lacking) {
        CommandRun.Result result = CommandRun.on(inserted.module())
                .answering(CURRENT, replacement, replacement)
                .run("pin", "change", "--policy", "token");

        assertThat(result.status()).as(lacking).isEqualTo(1);
        assertThat(result.err()).contains("CKR_PIN_INVALID");
        assertThat(logIn(CURRENT).status()).isZero();
    }

    @Test
    void newPinThatLacksAClass_isRefusedOnAnEcertTokenBeforeItsConfirmation() {
        CommandRun.Result result = change("Wrong123!", "ghijkl2?", "ghijkl2?");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.terminal()).contains("New PIN: ").doesNotContain("Confirm");
        assertThat(result.err()).contains("lacks an upper case letter: nothing was sent");
        assertThat(info()).contains("PIN                 15 of 15 tries left\n");
    }

    @Test
    void ruleOfTheEcert_isNoOtherTokens() {
        try (InsertedToken other =
                InsertedToken.of(EmulatedToken.order().blank().withPin(CURRENT))) {
            CommandRun.Result result = CommandRun.on(other.module())
                    .answering(CURRENT, "ghijkl2?", "ghijkl2?")
                    .run("pin", "change");

            assertThat(result.err()).contains("CKR_PIN_INVALID").doesNotContain("e-Cert Token");
            assertThat(CommandRun.on(other.module()).run("token", "info").out()).doesNotContain("PIN rule");
        }
    }

    @Test
    void pinsFromFiles_changeThePin() throws IOException {
        Path current = Files.writeString(directory.resolve("current"), CURRENT + "\n");
        Path replacement = Files.writeString(directory.resolve("new"), NEW + "\r\nsecond line\n");

        CommandRun.Result result = CommandRun.on(inserted.module())
                .run("pin", "change", "--pin-file", current.toString(), "--new-pin-file", replacement.toString());

        assertThat(result.status()).isZero();
        assertThat(logIn(NEW).status()).isZero();
    }

    @Test
    void pinFileThatOthersCanRead_isWarnedOf() throws IOException {
        Path file = Files.writeString(directory.resolve("pin"), CURRENT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun client = CommandRun.on(inserted.module());

        assertThat(client.run("cert", "list", "--login", "--pin-file", file.toString())
                        .err())
                .isEqualTo("warning: other users can read the PIN file " + file + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(client.run("cert", "list", "--login", "--pin-file", file.toString())
                        .err())
                .isEmpty();
    }

    @Test
    void pinsFromTheEnvironment_changeThePin() {
        CommandRun.Result result = CommandRun.on(inserted.module())
                .with("OLD", CURRENT)
                .with("NEW", NEW)
                .run("pin", "change", "--pin-env", "OLD", "--new-pin-env", "NEW");

        assertThat(result.status()).isZero();
        assertThat(logIn(NEW).status()).isZero();
    }

    @Test
    void nobodyToAsk_exitsWith2() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("pin", "change");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("TOKENTWIN_PIN is not set");
    }

    @Test
    void emptyOrMissingPinFile_exitsWith1() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThat(CommandRun.on(inserted.module())
                        .run("pin", "change", "--pin-file", empty.toString())
                        .err())
                .contains("is empty");
        assertThat(CommandRun.on(inserted.module())
                        .run(
                                "pin",
                                "change",
                                "--pin-file",
                                directory.resolve("none").toString())
                        .status())
                .isEqualTo(1);
    }

    private CommandRun.Result change(String current, String replacement, String confirmation) {
        return CommandRun.on(inserted.module())
                .answering(current, replacement, confirmation)
                .run("pin", "change");
    }

    private CommandRun.Result logIn(String pin) {
        return CommandRun.on(inserted.module()).with("TOKENTWIN_PIN", pin).run("cert", "list", "--login");
    }

    private String info() {
        return CommandRun.on(inserted.module()).run("token", "info").out();
    }
}
