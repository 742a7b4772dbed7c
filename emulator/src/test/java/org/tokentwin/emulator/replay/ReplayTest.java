package org.tokentwin.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.RecordingFile;
import org.tokentwin.emulator.rpc.RpcServer;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.wire.RequestMemory;
import org.tokentwin.emulator.wire.WireServer;

/** A program's calls on an emulated token, recorded and given back to the same program without the token. */
class ReplayTest {
    @TempDir
    private Path directory;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private Path file;
    private String seen;
    private char[] pin;

    @BeforeEach
    void record() throws Exception {
        file = directory.resolve("recording");
        try (EmulatedToken token = EmulatedToken.order().issue();
                Emulator emulator = Emulator.with(token);
                RecordingFile recording = RecordingFile.create(file, notices::add)) {
            pin = token.pin();
            seen = served(
                    WireServer.recorded(emulator::connect, recording, RequestMemory.ofThisJvm()), "recorded", pin);
        }
    }

    private String served(WireServer server, String name, char[] with) throws IOException {
        Path place = directory.resolve(name);
        try (UnixServer listening = UnixServer.start(place.resolve("socket"), server::serve, notices::add)) {
            assertThat(listening.connections()).isZero();
            Path library = SharedLibrary.putBound(place, SharedLibrary.fileName(), place.resolve("socket"));
            return CSession.withSecretKey(library, with);
        }
    }

    private Replay replay(BiFunction<Recording, Consumer<String>, Replay> kind) throws IOException {
        return kind.apply(Recording.read(file), notices::add);
    }

    private String replayed(Replay replay, char[] with) throws IOException {
        return served(WireServer.replayed(replay, RequestMemory.ofThisJvm()), "replayed", with);
    }

    @Test
    void sameProgram_seesTheSameInOrder() throws Exception {
        Replay replay = replay(StrictReplay::new);
        assertThat(replayed(replay, pin)).isEqualTo(seen);
        assertThat(replay.isAsRecorded()).isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void sameProgram_seesTheSameByState() throws Exception {
        Replay replay = replay(StateReplay::new);
        assertThat(replayed(replay, pin)).isEqualTo(seen);
        assertThat(replay.isAsRecorded()).isTrue();
    }

    /** By state the same calls may come again, in sessions that were never recorded. */
    @Test
    void programThatRunsTwice_seesTheSameByStateOnly() throws Exception {
        Replay byState = replay(StateReplay::new);
        assertThat(replayed(byState, pin)).isEqualTo(seen);
        assertThat(replayed(byState, pin)).isEqualTo(seen);
        Replay strict = replay(StrictReplay::new);
        assertThat(replayed(strict, pin)).isEqualTo(seen);
        assertThat(replayed(strict, pin)).isNotEqualTo(seen);
        assertThat(notices).singleElement().asString().contains("nothing more of it is recorded");
    }

    /** The recording has the PIN's length only. */
    @Test
    void anyPinOfTheRecordedLength_isThePin() throws Exception {
        char[] other = new char[pin.length];
        Arrays.fill(other, 'x');
        assertThat(replayed(replay(StrictReplay::new), other)).isEqualTo(seen);
    }

    @Test
    void otherCall_isRefusedAndBothAreNamed() throws Exception {
        Replay replay = replay(StrictReplay::new);
        assertThat(replayed(replay, Arrays.copyOf(pin, pin.length - 1))).contains("C_Login CKR_GENERAL_ERROR");
        assertThat(replay.isAsRecorded()).isFalse();
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("the program called C_Login(")
                .contains("{\"masked\":" + (pin.length - 1) + "}")
                .contains("of the recording has C_Login(")
                .contains("{\"masked\":" + pin.length + "}");
    }

    @Test
    void callThatWasNotRecorded_isRefusedByState() throws Exception {
        Replay replay = replay(StateReplay::new);
        assertThat(replayed(replay, Arrays.copyOf(pin, pin.length - 1))).contains("C_Login CKR_GENERAL_ERROR");
        assertThat(replay.isAsRecorded()).isFalse();
        assertThat(notices)
                .anySatisfy(notice -> assertThat(notice)
                        .contains("the program called C_Login(")
                        .contains("not with these arguments in this state"));
    }

    @Test
    void recording_hasNoSecret() throws IOException {
        String text = Files.readString(file);
        assertThat(text)
                .contains("\"pPin\":{\"masked\":" + pin.length + "}")
                .contains("{\"type\":17,\"value\":{\"masked\":16}}")
                .contains("{\"length\":16,\"value\":{\"masked\":16}}")
                .doesNotContain(new String(pin))
                .doesNotContain(HexFormat.of().formatHex(new String(pin).getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(HexFormat.of().formatHex(CSession.SECRET));
    }

    /** Its protocol does not carry calls as they were made. */
    @Test
    void programByP11Kit_isTurnedAwayWhileCallsAreRecorded() throws IOException {
        Path socket = directory.resolve("p11-kit").resolve("socket");
        Path recorded = directory.resolve("p11-kit-recording");
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token);
                RecordingFile recording = RecordingFile.create(recorded, notices::add);
                RpcServer server = RpcServer.startRecorded(socket, emulator::connect, recording, notices::add, 1);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            assertThat(server.mostConnections()).isEqualTo(1);
            client.write(ByteBuffer.wrap(new byte[] {0}));

            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(notices).singleElement().asString().contains("p11-kit's client was turned away");
        assertThat(recorded).isEmptyFile();
    }

    /** The order in which the JDK's provider closes sessions is the garbage collector's. */
    @Test
    void javaProgram_seesTheSameByState() throws Exception {
        Path recorded = directory.resolve("java");
        Path place = directory.resolve("java-recorded");
        String whatJavaSaw;
        char[] itsPin;
        try (EmulatedToken token = EmulatedToken.order().issue();
                Emulator emulator = Emulator.with(token);
                RecordingFile recording = RecordingFile.create(recorded, notices::add);
                UnixServer server = UnixServer.start(
                        place.resolve("socket"),
                        WireServer.recorded(emulator::connect, recording, RequestMemory.ofThisJvm())::serve,
                        notices::add)) {
            assertThat(server.mostConnections()).isPositive();
            itsPin = token.pin();
            whatJavaSaw = JavaSession.signWithFirstKey(
                    SharedLibrary.putBound(place, SharedLibrary.fileName(), place.resolve("socket")), itsPin);
        }
        Path again = directory.resolve("java-replayed");
        Replay replay = new StateReplay(Recording.read(recorded), notices::add);
        try (UnixServer server = UnixServer.start(
                again.resolve("socket"), WireServer.replayed(replay, RequestMemory.ofThisJvm())::serve, notices::add)) {
            assertThat(server.mostConnections()).isPositive();
            Path library = SharedLibrary.putBound(again, SharedLibrary.fileName(), again.resolve("socket"));
            assertThat(JavaSession.signWithFirstKey(library, itsPin))
                    .isEqualTo(whatJavaSaw)
                    .endsWith(" true");
        }
        assertThat(notices).isEmpty();
    }
}
