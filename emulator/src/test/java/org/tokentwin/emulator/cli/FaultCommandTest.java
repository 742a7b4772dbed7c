package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.rpc.RpcSession;

/** Faults while a server serves. */
class FaultCommandTest {
    private static final String WRONG = "Wrong1!pin";

    @TempDir
    private Path directory;

    private CommandRun emulator;
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        CommandRun.in(directory).run("create", "chan", "--test-key");
        serving = Serving.start(CommandRun.in(directory), "serve");
        emulator = CommandRun.in(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.stop();
    }

    @Test
    void tokenRemovedAtAPin_isInsertedAgainWithAllItsTries() throws IOException {
        try (RpcSession session = RpcSession.open(directory.resolve("run/pkcs11"))) {
            assertThat(emulator.run("fault", "remove@verify").out())
                    .isEqualTo("To the token chan will happen:\n  remove@verify:1\n");

            assertThat(session.login(WRONG)).isEqualTo(Ckr.CKR_DEVICE_REMOVED);
        }
        assertThat(emulator.run("fault").out()).isEqualTo("No fault waits to happen to the token chan.\n");
        assertThat(emulator.run("insert").out()).isEqualTo("The token chan was put into slot 0.\n");
        try (RpcSession session = RpcSession.open(directory.resolve("run/pkcs11"))) {
            assertThat(session.login(WRONG)).isEqualTo(Ckr.CKR_PIN_INCORRECT);
        }
    }

    @Test
    void clearedFault_doesNotHappen() throws IOException {
        emulator.run("fault", "sw=6F00@verify:always");
        try (RpcSession session = RpcSession.open(directory.resolve("run/pkcs11"))) {
            assertThat(session.login(WRONG)).isEqualTo(Ckr.CKR_DEVICE_ERROR);
            emulator.run("fault", "--clear");
            assertThat(session.login(WRONG)).isEqualTo(Ckr.CKR_PIN_INCORRECT);
        }
    }

    @Test
    void clockThatIsSet_isTold_untilItIsCleared() {
        assertThat(emulator.run("fault", "clock=2020-12-31T12:00:00Z").out())
                .contains("clock=2020-12-31T12:00:00Z@command:always");
        assertThat(emulator.run("status").out()).containsPattern("clock +2020-12-31T");

        emulator.run("fault", "--clear");
        assertThat(emulator.run("status").out()).doesNotContain("clock");
    }

    @Test
    void wordThatIsNoFault_isWrongUsage() {
        Result refused = emulator.run("fault", "melt");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("is no fault").doesNotContain("melt");
    }

    /** The words of the command's help are no secret, so that an error may name them; what else was typed may be one. */
    @Test
    void faultThatLacksItsService_isNamedInTheError() {
        assertThat(emulator.run("authority", "fault", "stale").err())
                .startsWith("error: stale happens to more than one service: name it, as in stale@ocsp");
        assertThat(emulator.run("fault", "remove@Abcdef1!").err()).doesNotContain("Abcdef1");
    }
}
