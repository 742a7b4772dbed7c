package org.tokentwin.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.wire.RequestMemory;
import org.tokentwin.emulator.wire.WireServer;

/**
 * {@link CSession} on SoftHSM2, recorded by the library that spies, and replayed where no SoftHSM2 is. The recording and what the program then saw lie
 * beside each other: {@code TOKENTWIN_SPY=... java -cp ... CSession LIBRARY 6} on a token that {@link SoftHsmToken} makes.
 */
class KeptRecordingTest {
    static final Path RECORDING = Path.of("src/test/resources/org/tokentwin/emulator/replay/softhsm2.jsonl");

    @TempDir
    private Path directory;

    static Stream<BiFunction<Recording, Consumer<String>, Replay>> kinds() {
        return Stream.of(StrictReplay::new, StateReplay::new);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void recordingOfAnotherDevice_isReplayedWithoutIt(BiFunction<Recording, Consumer<String>, Replay> kind)
            throws Exception {
        List<String> notices = Collections.synchronizedList(new ArrayList<>());
        Replay replay = kind.apply(Recording.read(RECORDING), notices::add);
        Path socket = directory.resolve("run").resolve("socket");
        try (UnixServer server =
                UnixServer.start(socket, WireServer.replayed(replay, RequestMemory.ofThisJvm())::serve, notices::add)) {
            assertThat(server.mostConnections()).isPositive();
            Path library = SharedLibrary.putBound(directory, SharedLibrary.fileName(), socket);

            assertThat(CSession.withSecretKey(library, "secret".toCharArray()))
                    .isEqualTo(Files.readString(RECORDING.resolveSibling("softhsm2.txt"))
                            .stripTrailing());
        }
        assertThat(replay.isAsRecorded()).isTrue();
        assertThat(notices).isEmpty();
    }
}
