package org.tokentwin.emulator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.rpc.RpcServer;

/** A process of another user at the socket. It takes root to make one. */
class OtherUserTest {
    /** Offers a version, and prints how many bytes of an answer come. */
    private static final String CLIENT = """
            import socket, sys
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(60)
            try:
                connection.connect(sys.argv[1])
                connection.send(bytes(1))
                print(len(connection.recv(1)))
            except PermissionError:
                print("no permission")
            except ConnectionError:
                print(0)
            """;

    @TempDir
    private Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    private Path socket;
    private Emulator emulator;
    private RpcServer server;

    @BeforeEach
    void serve() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "a second user takes root");
        socket = directory.resolve("run").resolve("pkcs11");
        emulator = Emulator.with();
        server = RpcServer.start(socket, emulator::connect, notices::add);
        open(directory);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            emulator.close();
        }
    }

    @Test
    void otherUser_doesNotReachTheSocket() throws Exception {
        assertThat(answerTo("nobody")).isEqualTo("no permission");
    }

    @Test
    void otherUserAtAnOpenSocket_isTurnedAwayForWhoHeIs() throws Exception {
        open(directory.resolve("run"));
        open(socket);

        assertThat(answerTo("nobody")).isEqualTo("0");
        assertThat(notices)
                .containsExactly("a process of user nobody was turned away from " + socket
                        + ", which is for processes of user root only");
        assertThat(answerTo("root")).isEqualTo("1");
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private String answerTo(String user) throws IOException, InterruptedException {
        Path setpriv = RequiredProgram.anyOf("util-linux", "/usr/bin/setpriv");
        Path python = RequiredProgram.anyOf("python3", "/usr/bin/python3");
        Process client = new ProcessBuilder(List.of(
                        setpriv.toString(),
                        "--reuid",
                        user,
                        "--clear-groups",
                        python.toString(),
                        "-c",
                        CLIENT,
                        socket.toString()))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said.strip();
    }
}
