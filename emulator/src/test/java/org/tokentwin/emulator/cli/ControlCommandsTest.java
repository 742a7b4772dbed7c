package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.cli.CommandRun.Result;

/** The commands that talk to a running server, with a real one. */
class ControlCommandsTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        CommandRun.in(directory).run("create", "chan", "--test-key");
        CommandRun.in(directory).run("create", "wong", "--test-key");
        serving = Serving.start(CommandRun.in(directory), "serve");
        emulator = CommandRun.in(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.stop();
    }

    @Test
    void removedToken_isInsertedAgain() {
        assertThat(emulator.run("remove", "wong").out()).isEqualTo("The token wong was taken out of slot 1.\n");
        assertThat(emulator.run("insert", "wong").out()).isEqualTo("The token wong was put into slot 1.\n");
    }

    @Test
    void removedToken_isNotRemovedTwice() {
        emulator.run("remove", "chan");
        Result twice = emulator.run("remove", "chan");

        assertThat(twice.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(twice.err()).contains("chan is not inserted");
    }

    @Test
    void insertedToken_isNotInsertedTwice() {
        Result twice = emulator.run("insert", "chan");

        assertThat(twice.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(twice.err()).contains("chan is inserted already");
    }

    @Test
    void tokenThatIsNotServed_isRefused_withThoseThatAre() {
        Result refused = emulator.run("remove", "lee");

        assertThat(refused.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(refused.err()).contains("no token lee", "chan, wong");
    }

    @Test
    void noName_isRefused_whereSeveralAreServed() {
        Result refused = emulator.run("remove");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("name the token", "chan, wong");
    }

    @Test
    void server_isFoundByTheVariableOfItsClients() {
        String address = new ServerSocket(directory.resolve("run/pkcs11")).address();

        Result result = CommandRun.in(directory.resolve("elsewhere"))
                .with(ServerSocket.VARIABLE, address)
                .run("remove", "chan", "--output", "json");

        assertThat(result.out()).contains("\"token\" : \"chan\"", "\"slot\" : 0");
    }

    @Test
    void variableThatNamesNoSocket_isSaidSo() {
        Result result = emulator.with(ServerSocket.VARIABLE, "vsock:cid=2").run("remove", "chan");

        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err()).contains("names no Unix socket");
    }

    @Test
    void noServer_hasAStatusOfItsOwn() {
        Result result = emulator.run(
                "remove", "chan", "--socket", directory.resolve("nobody").toString());

        assertThat(result.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(result.err()).contains("no server listens", "emulator serve").doesNotContain("\tat ");
    }
}
