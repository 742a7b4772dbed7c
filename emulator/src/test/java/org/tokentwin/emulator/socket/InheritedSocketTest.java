package org.tokentwin.emulator.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** What systemd does for a {@code .socket} unit, by a few lines of Python: it listens, and starts the server with that as standard input. */
@Tag("devices")
class InheritedSocketTest {
    private static final String ACTIVATION = """
            import os, socket, sys
            listening = socket.socket(socket.AF_UNIX)
            listening.bind(sys.argv[1])
            listening.listen()
            print('listening', flush=True)
            os.dup2(listening.fileno(), 0)
            os.execvp(sys.argv[2], sys.argv[2:])
            """;

    /** Holds one conversation, and ends. */
    static final class OneConversation {
        private OneConversation() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            CountDownLatch held = new CountDownLatch(1);
            Conversation echo = (in, out) -> {
                out.write(in.read());
                held.countDown();
            };
            Consumer<String> told = System.out::println;
            try (UnixServer _ = UnixServer.start(Path.of(arguments[0]), echo, told)) {
                held.await();
            }
        }
    }

    @Test
    void socketThatWasOpenedForTheServer_isServedAndLeftWhereItIs(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path run = Files.createDirectory(
                directory.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path socket = run.resolve("socket");
        Process server = new ProcessBuilder(
                        RequiredProgram.anyOf("python3", "/usr/bin/python3").toString(),
                        "-c",
                        ACTIVATION,
                        socket.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneConversation.class.getName(),
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = server.inputReader(UTF_8);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThat(said.readLine()).isEqualTo("listening");
            client.connect(UnixDomainSocketAddress.of(socket)); // before the server is up
            client.write(ByteBuffer.wrap(new byte[] {7}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            client.read(answer);

            assertThat(answer.get(0)).isEqualTo((byte) 7);
            assertThat(server.waitFor()).isZero();
            assertThat(said.readLine()).isNull();
            assertThat(socket).as("systemd goes on to listen there").exists();
        } finally {
            server.destroyForcibly();
        }
    }
}
