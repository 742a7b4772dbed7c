package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class RpcServerTest {
    private static final int ROUNDS = 300;

    @TempDir
    private Path directory;

    private Path socket;
    private EmulatedToken token;
    private Emulator emulator;
    private RpcServer server;

    @BeforeEach
    void serve() throws IOException {
        socket = directory.resolve("run").resolve("pkcs11");
        token = EmulatedToken.order().withTestKey().issue();
        emulator = Emulator.with(token);
        server = RpcServer.start(socket, emulator::connect);
    }

    @AfterEach
    void stop() {
        server.close();
        emulator.close();
        token.close();
    }

    @Test
    void initializedClient_isAnswered() throws IOException {
        assertAnswers();
    }

    private void assertAnswers() throws IOException {
        try (RpcClient client = RpcClient.connect(socket)) {
            assertThat(client.initialize()).isEqualTo(RpcCall.C_INITIALIZE.id());

            ByteBuffer info = client.call(RpcCall.C_GET_INFO, new byte[0]);
            assertThat(info.getInt()).isEqualTo(RpcCall.C_GET_INFO.id());
        }
    }

    @Test
    void callBeforeInitialize_isRefusedWithItsCkr() throws IOException {
        try (RpcClient client = RpcClient.connect(socket)) {
            ByteBuffer response = client.call(RpcCall.C_GET_INFO, new byte[0]);

            assertThat(response.getInt()).isEqualTo(RpcCall.ERROR.id());
            assertThat(response.getLong(response.limit() - Long.BYTES))
                    .isEqualTo(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code());
        }
    }

    @Test
    void callWithoutNumber_closesItsConnectionOnly() throws IOException {
        try (RpcClient bystander = RpcClient.connect(socket);
                RpcClient hostile = RpcClient.connect(socket)) {
            bystander.initialize();
            assertThatThrownBy(() -> hostile.send(new byte[Long.BYTES])).isInstanceOf(IOException.class);

            assertThat(bystander.call(RpcCall.C_GET_INFO, new byte[0]).getInt()).isEqualTo(RpcCall.C_GET_INFO.id());
        }
    }

    @Test
    void unknownMechanismWithParameter_isRefusedAndTheConnectionStays() throws IOException {
        try (RpcClient client = RpcClient.connect(socket)) {
            client.initialize();
            byte[] withParameter = ByteBuffer.allocate(36)
                    .putLong(1)
                    .putInt(0x322)
                    .putInt(16)
                    .putLong(0)
                    .putInt(0)
                    .putLong(2)
                    .array();
            ByteBuffer response = client.call(RpcCall.C_ENCRYPT_INIT, withParameter);

            assertThat(response.getLong(response.limit() - Long.BYTES)).isEqualTo(Ckr.CKR_MECHANISM_INVALID.code());
            assertThat(client.call(RpcCall.C_GET_INFO, new byte[0]).getInt()).isEqualTo(RpcCall.C_GET_INFO.id());
        }
    }

    @Test
    void longOptions_closeTheConnection() throws IOException {
        try (RpcClient hostile = RpcClient.connect(socket)) {
            hostile.raw(ByteBuffer.allocate(12)
                    .putInt(1)
                    .putInt(Integer.MAX_VALUE)
                    .putInt(0)
                    .array());

            assertThat(hostile.read()).isEqualTo(-1);
        }
    }

    @Test
    void randomBodies_neverStopTheServer() throws IOException {
        Random random = new Random(42);
        int answered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try (RpcClient hostile = RpcClient.connect(socket)) {
                hostile.initialize();
                answered += answersGarbage(hostile, random) ? 1 : 0;
            }
        }
        assertThat(answered).isLessThan(ROUNDS);
        assertAnswers();
    }

    private static boolean answersGarbage(RpcClient hostile, Random random) throws IOException {
        List<RpcCall> calls = List.of(RpcCall.values());
        RpcCall call = calls.get(random.nextInt(calls.size()));
        if (call == RpcCall.C_WAIT_FOR_SLOT_EVENT || call == RpcCall.C_GENERATE_KEY_PAIR) {
            return true; // these may rightly take for ever, or a while
        }
        byte[] arguments = new byte[random.nextInt(80)];
        random.nextBytes(arguments);
        try {
            hostile.call(call, arguments);
            return true;
        } catch (EOFException e) {
            return false; // closed, as a client that talks so deserves
        }
    }

    @Test
    void socketAndDirectory_areTheOwnersOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void fileThatIsNoSocket_staysAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("run/file"), "precious");

        assertThatThrownBy(() -> RpcServer.start(file, emulator::connect)).isInstanceOf(IOException.class);

        assertThat(file).hasContent("precious");
    }

    @Test
    void directoryOpenToOthers_isRefused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> RpcServer.start(open.resolve("pkcs11"), emulator::connect))
                .hasMessageContaining("its own directory");
    }

    @Test
    void socketOfALivingServer_isNotTaken() {
        assertThatThrownBy(() -> RpcServer.start(socket, emulator::connect))
                .hasMessageContaining("Another server listens");
    }

    @Test
    void socketOfADeadServer_isReplaced() throws IOException {
        server.close();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        server = RpcServer.start(socket, emulator::connect);

        assertAnswers();
    }

    @Test
    void closedServer_leavesNoSocketAndNoConnection() throws IOException {
        try (RpcClient client = RpcClient.connect(socket)) {
            client.initialize();
            server.close();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(socket).doesNotExist();
        }
    }
}
