package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Program;

/** Conversations with the server, as p11-kit's clients and as nobody should have them. */
class RpcConnectionTest {
    private static final int ROUNDS = 300;
    private static final int CLIENTS = 10;
    private static final int C_SESSION_CANCEL = 67;
    private static final int SEED_CBC = 0x652;

    @TempDir
    private Path directory;

    private final Queue<Cryptoki> applications = new ConcurrentLinkedQueue<>();
    private Path socket;
    private EmulatedToken token;
    private Emulator emulator;
    private RpcServer server;

    @BeforeEach
    void serve() throws IOException {
        socket = directory.resolve("run").resolve("pkcs11");
        token = EmulatedToken.order().withTestKey().issue();
        emulator = Emulator.with(token);
        server = RpcServer.start(socket, program -> CryptokiSource.of(newApplication(program)));
    }

    private Cryptoki newApplication(Program program) {
        Cryptoki application = emulator.newApplication(program);
        applications.add(application);
        return application;
    }

    @AfterEach
    void stop() {
        server.close();
        emulator.close();
        token.close();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "2,1", "255,1"})
    void offeredVersion_isAgreedOnOrLowered(int offered, int agreed) throws IOException {
        try (RpcClient client = RpcClient.offering(socket, offered)) {
            assertThat(client.version()).isEqualTo(agreed);
            assertThat(client.initialize()).isEqualTo(RpcCall.C_INITIALIZE.id());
        }
    }

    @Test
    void callOfPkcs11Version3_isNotSupportedAndHurtsNothing() throws IOException {
        try (RpcClient client = initialized()) {
            ByteBuffer response = client.send(new Body()
                    .uint32(C_SESSION_CANCEL)
                    .counted(ascii("uu"))
                    .ulong(1)
                    .ulong(0)
                    .bytes());

            assertRefused(response, Ckr.CKR_FUNCTION_NOT_SUPPORTED);
            assertAnswers(client);
        }
    }

    @Test
    void mechanismThatNobodyKnows_isInvalidAndHurtsNothing() throws IOException {
        try (RpcClient client = initialized()) {
            byte[] arguments = new Body()
                    .ulong(openSession(client))
                    .uint32(SEED_CBC)
                    .uint8(1)
                    .counted(new byte[16])
                    .ulong(1)
                    .bytes();

            assertRefused(client.call(RpcCall.C_SIGN_INIT, arguments), Ckr.CKR_MECHANISM_INVALID);
            assertAnswers(client);
        }
    }

    @Test
    void anotherHandshake_isRefused() throws IOException {
        try (RpcClient client = RpcClient.connect(socket)) {
            byte[] arguments = new Body()
                    .uint8(1)
                    .counted(ascii("HELLO"))
                    .uint8(0)
                    .uint8(1)
                    .counted((byte) 0)
                    .bytes();

            assertRefused(client.call(RpcCall.C_INITIALIZE, arguments), Ckr.CKR_GENERAL_ERROR);
        }
    }

    @Test
    void anotherSignature_closesTheConnection() throws IOException {
        try (RpcClient client = initialized()) {
            byte[] body = new Body()
                    .uint32(RpcCall.C_LOGOUT.id())
                    .counted(ascii("uu"))
                    .bytes();

            assertThatThrownBy(() -> client.send(body)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void argumentsTooMany_closeTheConnection() throws IOException {
        try (RpcClient client = initialized()) {
            assertThatThrownBy(() -> client.call(RpcCall.C_GET_INFO, new byte[1]))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void waitForSlotEvent_keepsNoOtherCallWaitingAndTellsTheSlot() throws IOException {
        try (RpcClient client = initialized()) {
            int waiting = client.post(
                    RpcCall.C_WAIT_FOR_SLOT_EVENT, new Body().ulong(0).bytes());
            assertAnswers(client);

            long slot = emulator.slotOf(token);
            emulator.remove(token);

            ByteBuffer event = client.answerTo(waiting);
            assertThat(event.getInt()).isEqualTo(RpcCall.C_WAIT_FOR_SLOT_EVENT.id());
            assertThat(event.getLong(event.limit() - Long.BYTES)).isEqualTo(slot);
        }
    }

    /** Each has a thread of its own at the server. */
    @Test
    void callsThatWait_areBounded() throws IOException {
        try (RpcClient client = initialized()) {
            byte[] untilThereIsOne = new Body().ulong(0).bytes();
            for (int i = 0; i < 64; i++) {
                client.post(RpcCall.C_WAIT_FOR_SLOT_EVENT, untilThereIsOne);
            }
            assertAnswers(client);

            client.post(RpcCall.C_WAIT_FOR_SLOT_EVENT, untilThereIsOne);

            int last = client.read();
            while (last != -1) { // what waited is answered as it ends, and then the connection is over
                last = client.read();
            }
            assertThat(last).isEqualTo(-1);
        }
    }

    @Test
    void finalizedWhileWaiting_theWaitEnds() throws IOException {
        try (RpcClient client = initialized()) {
            int waiting = client.post(
                    RpcCall.C_WAIT_FOR_SLOT_EVENT, new Body().ulong(0).bytes());
            int finalizing = client.post(RpcCall.C_FINALIZE, new byte[0]);

            assertRefused(client.answerTo(waiting), Ckr.CKR_CRYPTOKI_NOT_INITIALIZED);
            assertThat(client.answerTo(finalizing).getInt()).isEqualTo(RpcCall.C_FINALIZE.id());
        }
    }

    @Test
    void waitsWithoutEnd_closeTheConnection() throws IOException {
        try (RpcClient client = initialized()) {
            for (int i = 0; i < 65; i++) {
                client.post(RpcCall.C_WAIT_FOR_SLOT_EVENT, new Body().ulong(0).bytes());
            }

            assertThatThrownBy(() -> {
                        while (true) {
                            client.answerTo(-1);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void clientThatGoes_leavesNoSession() throws IOException {
        try (RpcClient client = initialized()) {
            openSession(client);
        }

        assertAllEnded();
    }

    @Test
    void frameThatBreaksOff_leavesNoSession() throws IOException {
        try (RpcClient client = initialized()) {
            openSession(client);
            client.raw(new Body().uint32(99).uint32(0).uint32(1000).uint8(1).bytes());
        }

        assertAllEnded();
    }

    @Test
    void manyClients_loseNoCallAndLeaveNoSession() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(this::converse);
            }
            for (Future<Integer> answered : threads.invokeAll(clients)) {
                assertThat(answered.get()).isEqualTo(ROUNDS);
            }
        }

        assertThat(applications).hasSize(CLIENTS);
        assertAllEnded();
    }

    private int converse() throws IOException {
        int answered = 0;
        try (RpcClient client = initialized()) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] session = new Body().ulong(openSession(client)).bytes();
                boolean closed = client.call(RpcCall.C_CLOSE_SESSION, session).getInt() == RpcCall.C_CLOSE_SESSION.id();
                answered += closed ? 1 : 0;
            }
        }
        return answered;
    }

    @Test
    void spoiltRequests_neverStopTheServer() throws IOException {
        Random random = new Random(7);
        int answered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try (RpcClient hostile = initialized()) {
                byte[] find = new Body()
                        .ulong(openSession(hostile))
                        .uint32(1)
                        .uint32((int) Cka.CKA_CLASS)
                        .uint8(1)
                        .uint32(8)
                        .ulong(Cko.CKO_CERTIFICATE)
                        .bytes();
                find[random.nextInt(find.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                answered += answers(hostile, find) ? 1 : 0;
            }
        }
        assertThat(answered).isBetween(1, ROUNDS - 1);
        try (RpcClient client = initialized()) {
            assertAnswers(client);
        }
    }

    private static boolean answers(RpcClient client, byte[] arguments) throws IOException {
        try {
            client.call(RpcCall.C_FIND_OBJECTS_INIT, arguments);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private RpcClient initialized() throws IOException {
        RpcClient client = RpcClient.offering(socket, 2);
        client.initialize();
        return client;
    }

    private long openSession(RpcClient client) throws IOException {
        byte[] arguments = new Body()
                .ulong(emulator.slotOf(token))
                .ulong(Ckf.CKF_SERIAL_SESSION)
                .bytes();
        ByteBuffer response = client.call(RpcCall.C_OPEN_SESSION, arguments);
        assertThat(response.getInt()).isEqualTo(RpcCall.C_OPEN_SESSION.id());
        return response.getLong(response.limit() - Long.BYTES);
    }

    private static void assertAnswers(RpcClient client) throws IOException {
        assertThat(client.call(RpcCall.C_GET_INFO, new byte[0]).getInt()).isEqualTo(RpcCall.C_GET_INFO.id());
    }

    private static void assertRefused(ByteBuffer response, Ckr ckr) {
        assertThat(response.getInt()).isEqualTo(RpcCall.ERROR.id());
        assertThat(response.getLong(response.limit() - Long.BYTES)).isEqualTo(ckr.code());
    }

    /** Every application ends, some time after its client: the test's time limit is the only one. */
    private void assertAllEnded() {
        for (Cryptoki application : applications) {
            while (!hasEnded(application)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean hasEnded(Cryptoki application) {
        try {
            application.getInfo();
            return false;
        } catch (CryptokiException e) {
            return e.ckr() == Ckr.CKR_CRYPTOKI_NOT_INITIALIZED;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
