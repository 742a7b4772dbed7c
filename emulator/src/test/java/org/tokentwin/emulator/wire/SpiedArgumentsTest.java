package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedJson;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.Recording.Entry;
import org.tokentwin.emulator.socket.UnixServer;

/**
 * A recording has the same arguments whether {@code spy.c} wrote them from a caller's memory or {@link RequestImage} from a request. The caller does
 * everything wrong, with buffers between pages that nobody may touch, under AddressSanitizer and UndefinedBehaviorSanitizer.
 */
@Tag("devices")
class SpiedArgumentsTest {
    private static final String CALLS = "5000";

    @TempDir
    private Path directory;

    private Path recording;

    @BeforeEach
    void compile() throws Exception {
        recording = directory.resolve("recording");
        SanitizedProgram.compile(
                directory.resolve("library.so"),
                "-DCRYPTOKI_3",
                "-shared",
                "src/main/native/shim.c",
                "src/main/native/remote.c",
                "src/main/native/marshal.c",
                "src/main/native/spy.c");
        SanitizedProgram.compile(
                directory.resolve("module.so"),
                "-DSPIED_MODULE",
                "-DSPIED_OBLIGING",
                "-fvisibility=hidden",
                "-shared",
                "src/test/native/spied.c");
        SanitizedProgram.compile(
                directory.resolve("caller"), "-DCRYPTOKI_3", "-DHOSTILE_MAIN", "src/test/native/hostile-caller.c");
    }

    @Test
    void hostileCallersArguments_areRecordedAsARequestHasThem() throws Exception {
        assertThat(calls(Map.of(
                        "TOKENTWIN_SPY", directory.resolve("module.so").toString(),
                        "TOKENTWIN_SPY_OUTPUT", recording.toString())))
                .isEqualTo("0 calls went wrong\n");
        Forward recorded = new Forward(Recording.read(recording).calls());
        Path socket = directory.resolve("run").resolve("socket");
        List<String> notices = new ArrayList<>();
        try (UnixServer server = UnixServer.start(
                socket, WireServer.replayed(() -> recorded, RequestMemory.ofThisJvm())::serve, notices::add)) {
            assertThat(server.mostConnections()).isPositive();
            assertThat(calls(Map.of("TOKENTWIN_SOCKET", socket.toString()))).isEqualTo("0 calls went wrong\n");
        }
        assertThat(recorded.unknown).isEmpty();
        assertThat(recorded.matched).isGreaterThan(Integer.parseInt(CALLS) / 2);
    }

    /** Goes on to the recorded call: those before it are calls that the library refused without asking the server, since no request carries them. */
    private static final class Forward implements RecordedApplication {
        private final List<Entry> calls;
        private final List<String> unknown = new ArrayList<>();
        private int next;
        private int matched;

        private Forward(List<Entry> calls) {
            this.calls = calls;
        }

        @Override
        public synchronized Reply call(CryptokiFunction function, ObjectNode in) {
            String given = RecordedJson.text(in);
            for (int i = next; i < calls.size(); i++) {
                Entry call = calls.get(i);
                if (call.function() == function && call.in().equals(given)) {
                    next = i + 1;
                    matched++;
                    return new Reply(call.result(), call.results());
                }
            }
            unknown.add(function + given);
            return new Reply(Ckr.CKR_FUNCTION_FAILED.code(), RecordedJson.object());
        }

        @Override
        public void ended() {}
    }

    private String calls(Map<String, String> environment) throws IOException, InterruptedException {
        return SanitizedProgram.run(
                List.of(
                        directory.resolve("caller").toString(),
                        directory.resolve("library.so").toString(),
                        "a PIN of 15 byte",
                        CALLS,
                        "7"),
                environment);
    }
}
