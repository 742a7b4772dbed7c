package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.rpc.RpcServer;

/** The library in a process without a JVM, {@code remote-caller.c}, and a server in this one. */
class RemoteLibraryTest {
    private static final String ROUNDS = System.getProperty("tokentwin.reload.rounds", "10000");

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);

    @TempDir
    private Path directory;

    private @Nullable RemoteCaller program;
    private Path library = Path.of("");
    private @Nullable RpcServer server;

    @BeforeEach
    void compile() throws Exception {
        program = RemoteCaller.compile(directory);
        library = SharedLibrary.putInto(directory, SharedLibrary.fileName());
    }

    @AfterEach
    void stop() {
        stopServer();
        emulator.close();
        token.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fork", "finalize", "reload", "threads", "signals", "large", "template", "descriptors", "memory"
            })
    void program_seesWhatALibraryOwesIt(String what) throws Exception {
        startServer();
        Process caller = start(what);

        assertThat(RemoteCaller.said(caller)).isEqualTo("done\n");
        assertThat(caller.waitFor()).isZero();
    }

    /** The same file, in a process whose libc is musl's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"fork", "finalize", "reload", "threads", "signals", "large", "template", "descriptors", "memory"
            })
    @Tag("devices")
    void programWithMusl_seesTheSame(String what) throws Exception {
        program = RemoteCaller.compileForMusl(directory);
        program_seesWhatALibraryOwesIt(what);
    }

    /** The client of 0.24.1 returns CKR_DEVICE_ERROR whenever an answer has a template in it. */
    @Test
    @Tag("devices")
    void clientOfP11Kit_givesATemplate() throws Exception {
        startServer();
        library = RequiredProgram.anyOf(
                "p11-kit-modules",
                "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so",
                "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so");
        Process caller = start("template", socket(), "30");

        assertThat(RemoteCaller.said(caller)).endsWith("done\n");
        assertThat(caller.waitFor()).isZero();
    }

    /** Each round loads the library, signs, and unloads it; {@code -Dtokentwin.reload.rounds=100000} for longer. */
    @Test
    @Tag("devices")
    void tenThousandRounds_leaveNothing() throws Exception {
        RpcServer running = startServer();
        Process caller = start("reload", socket(), ROUNDS);

        assertThat(RemoteCaller.said(caller)).isEqualTo("done\n");
        assertThat(caller.waitFor()).isZero();
        while (running.connections() > 0) {
            Thread.onSpinWait();
        }
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        assertThat(application.getTokenInfo(0).sessionCount()).isZero();
        application.finalizeCryptoki(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "just-before"})
    void serverThatComesGoesAndComesAgain_isSeen(String when) throws Exception {
        Process caller = start(when);
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                OutputStream answers = caller.getOutputStream()) {
            assertThat(lines.readLine()).isEqualTo("start");
            startServer();
            if (when.equals("just-before")) {
                goOn(answers);
            }
            assertThat(lines.readLine()).isEqualTo("stop");
            stopServer();
            goOn(answers);
            assertThat(lines.readLine()).isEqualTo("start");
            startServer();
            goOn(answers);
            assertThat(lines.readLine()).isEqualTo("done");
        }
        assertThat(caller.waitFor()).isZero();
    }

    @Test
    void boundCopy_asksItsServerWhateverTheEnvironmentSays() throws Exception {
        startServer();
        library = SharedLibrary.putBound(directory.resolve("bound"), "bound.so", socket());
        Process caller = start("threads", directory.resolve("nowhere"));

        assertThat(RemoteCaller.said(caller)).isEqualTo("done\n");
        assertThat(caller.waitFor()).isZero();
    }

    @Test
    void boundCopyWhoseServerIsGone_asksNoOther() throws Exception {
        RpcServer running = startServer();
        library = SharedLibrary.putBound(directory.resolve("bound"), "bound.so", directory.resolve("gone"));
        Process caller = start("threads");

        assertThat(caller.waitFor()).isNotZero();
        assertThat(running.connections()).isZero();
    }

    @Test
    void copyThatIsBound_differsInThePathOnly() throws Exception {
        Path bound = SharedLibrary.putBound(directory.resolve("bound"), "bound.so", Path.of("/run/x"));
        byte[] plain = Files.readAllBytes(library);
        byte[] changed = Files.readAllBytes(bound);
        int from = Arrays.mismatch(plain, changed);

        assertThat(new String(changed, from, 6, StandardCharsets.UTF_8)).isEqualTo("/run/x");
        Arrays.fill(changed, from, from + 6, (byte) 0);
        assertThat(changed).isEqualTo(plain);
    }

    @Test
    void pathThatIsTooLong_isRefused() {
        assertThatThrownBy(() -> SharedLibrary.putBound(directory, "bound.so", Path.of("/" + "x".repeat(107))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 107 bytes");
        assertThat(directory.resolve("bound.so")).doesNotExist();
    }

    /** What a process leaves behind that ends without C_Finalize. */
    @Test
    void processThatEnds_leavesNoApplication() throws Exception {
        RpcServer running = startServer();
        start("threads").waitFor();

        while (running.connections() > 0) {
            Thread.onSpinWait();
        }
        assertThat(running.connections()).isZero();
    }

    private static void goOn(OutputStream answers) throws IOException {
        answers.write('\n');
        answers.flush();
    }

    private Process start(String what) throws IOException {
        return start(what, socket());
    }

    private Process start(String what, Path socket, String... more) throws IOException {
        return Objects.requireNonNull(program).start(library, socket, token.pin(), what, more);
    }

    private Path socket() {
        return directory.resolve("run").resolve("pkcs11");
    }

    private RpcServer startServer() throws IOException {
        RpcServer started = RpcServer.start(socket(), emulator::connect);
        server = started;
        return started;
    }

    private void stopServer() {
        RpcServer running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }
}
