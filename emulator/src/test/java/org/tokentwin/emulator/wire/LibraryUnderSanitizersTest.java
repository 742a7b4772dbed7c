package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.rpc.RpcServer;

/**
 * The library for other processes under AddressSanitizer and UndefinedBehaviorSanitizer: with a caller that does everything wrong, and with a server
 * that lies. Buffers of the caller lie between pages that nobody may touch.
 */
@Tag("devices")
class LibraryUnderSanitizersTest {
    private static final String CALLS = "20000";
    private static final String SEED = "7";

    private final EmulatedToken token = EmulatedToken.order()
            .profile("pkcs11-3.2")
            .key(KeyType.P256)
            .withTestKey()
            .issue();
    private final Emulator emulator = Emulator.with(token);

    @TempDir
    private Path directory;

    private RpcServer server;

    @BeforeEach
    void start() throws Exception {
        server = RpcServer.start(directory.resolve("run").resolve("pkcs11"), emulator::connect);
        SanitizedProgram.compile(
                directory.resolve("libtokentwin-pkcs11.so"),
                "-DCRYPTOKI_3",
                "-shared",
                "src/main/native/shim.c",
                "src/main/native/remote.c",
                "src/main/native/marshal.c",
                "src/main/native/spy.c");
        SanitizedProgram.compile(
                directory.resolve("hostile-caller"),
                "-DCRYPTOKI_3",
                "-DHOSTILE_MAIN",
                "src/test/native/hostile-caller.c");
    }

    @AfterEach
    void stop() {
        server.close();
        emulator.close();
        token.close();
    }

    @Test
    void hostileCaller_getsAnAnswerToEveryCall() throws Exception {
        assertThat(callsThrough(directory.resolve("run").resolve("pkcs11"), CALLS))
                .isEqualTo("0 calls went wrong\n");
    }

    @Test
    void lyingServer_makesTheLibraryTouchNothingOfTheCaller() throws Exception {
        Path socket = directory.resolve("run").resolve("lying");
        try (LyingServer lying =
                new LyingServer(socket, directory.resolve("run").resolve("pkcs11"), 7)) {
            assertThat(callsThrough(socket, CALLS))
                    .contains("calls went wrong")
                    .doesNotContain("Sanitizer", "runtime error");
            assertThat(lying.lies()).isGreaterThan(100);
        }
    }

    /** The control: a byte that is read behind a block. */
    @Test
    void readBehindABlock_isReported() throws Exception {
        assertThat(callsThrough(directory.resolve("run").resolve("pkcs11"), "-2"))
                .contains("AddressSanitizer: heap-buffer-overflow");
    }

    private String callsThrough(Path socket, String calls) throws Exception {
        return SanitizedProgram.run(
                List.of(
                        directory.resolve("hostile-caller").toString(),
                        directory.resolve("libtokentwin-pkcs11.so").toString(),
                        new String(token.pin()),
                        calls,
                        SEED),
                Map.of("TOKENTWIN_SOCKET", socket.toString()));
    }
}
