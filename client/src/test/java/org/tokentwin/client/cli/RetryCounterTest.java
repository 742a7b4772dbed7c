package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;

/** What the user is told, and kept from, on the way to a locked token. */
class RetryCounterTest {
    private static final int TRIES = 15;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void wrongPin_exitsWith1AndSaysWhatItCosts() {
        CommandRun.Result result = logIn("Wrong123!");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error: the PIN is wrong")
                .contains("(CKR_PIN_INCORRECT)")
                .contains("Every wrong one costs a try")
                .doesNotContain("Wrong123!");
    }

    @Test
    void beforeTheFinalTry_theClientStops() {
        wrongPins(TRIES - 1);

        CommandRun.Result refused = logIn(InsertedToken.PIN);
        CommandRun.Result allowed = logIn(InsertedToken.PIN, "--allow-final-try");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("one try is left").contains("--allow-final-try");
        assertThat(allowed.status()).isZero();
        assertThat(logIn(InsertedToken.PIN).status()).isZero();
    }

    @Test
    void afterTheFinalTry_theTokenIsLockedAndTheClientSaysSo() {
        wrongPins(TRIES - 1);

        CommandRun.Result last = logIn("Wrong123!", "--allow-final-try");
        CommandRun.Result right = logIn(InsertedToken.PIN, "--allow-final-try");

        assertThat(last.status()).isEqualTo(1);
        assertThat(last.err()).contains("locked");
        assertThat(right.status()).isEqualTo(1);
        assertThat(right.err()).contains("the PIN is locked (CKR_PIN_LOCKED)").contains("revoked");
        assertThat(CommandRun.on(inserted.module()).run("token", "list").out()).contains("PIN: locked");
        assertThat(CommandRun.on(inserted.module()).run("doctor").status()).isEqualTo(1);
    }

    private void wrongPins(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(logIn("Wrong123!").err()).contains("the PIN is wrong");
        }
    }

    private CommandRun.Result logIn(String pin, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "cert";
        arguments[1] = "list";
        arguments[2] = "--login";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.on(inserted.module()).with("TOKENTWIN_PIN", pin).run(arguments);
    }
}
