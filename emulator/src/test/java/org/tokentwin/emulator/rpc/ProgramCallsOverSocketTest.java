package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Ckf;
import org.tokentwin.emulator.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cku;

/** Calls that real programs make, over the socket, with what is right for each. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ProgramCallsOverSocketTest {
    private static final String PIN = "Abcdef1!";

    @TempDir
    private Path directory;

    private EmulatedToken token;
    private Emulator emulator;
    private RpcServer server;
    private RpcClient client;
    private long session;

    @BeforeEach
    void login() throws IOException {
        token = EmulatedToken.order().withTestKey().withPin(PIN).issue();
        emulator = Emulator.with(token);
        Path socket = directory.resolve("run").resolve("pkcs11");
        server = RpcServer.start(socket, emulator::newApplication);
        client = RpcClient.connect(socket);
        client.initialize();
        session = lastUlong(client.call(
                RpcCall.C_OPEN_SESSION,
                new Body()
                        .ulong(0)
                        .ulong(Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION)
                        .bytes()));
        assertThat(call(
                        RpcCall.C_LOGIN,
                        inSession().ulong(Cku.CKU_USER).uint8(1).counted(PIN.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Ckr.CKR_OK);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        emulator.close();
        token.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 7})
    void classOfAnotherLength_findsNothing(int length) throws IOException {
        assertThat(call(RpcCall.C_FIND_OBJECTS_INIT, number(inSession(), Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY, length)))
                .isEqualTo(Ckr.CKR_OK);

        assertThat(found(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 7})
    void objectOfAClassOfAnotherLength_isNotMade(int length) throws IOException {
        assertThat(call(RpcCall.C_CREATE_OBJECT, number(inSession(), Cka.CKA_CLASS, Cko.CKO_DATA, length)))
                .isEqualTo(Ckr.CKR_ATTRIBUTE_VALUE_INVALID);
    }

    @Test
    void modulusBitsOfFourBytes_makeNoKeys() throws IOException {
        Body templates = number(
                inSession().uint32((int) Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN).nullPointer(),
                Cka.CKA_MODULUS_BITS,
                2048,
                Integer.BYTES);

        assertThat(call(RpcCall.C_GENERATE_KEY_PAIR, templates.uint32(0))).isEqualTo(Ckr.CKR_ATTRIBUTE_VALUE_INVALID);
    }

    private Body inSession() {
        return new Body().ulong(session);
    }

    /** A template of one number, of which a length is told that may be wrong. */
    private static Body number(Body arguments, long type, long value, int length) {
        return arguments.uint32(1).uint32((int) type).uint8(1).uint32(length).ulong(value);
    }

    private int found(int most) throws IOException {
        ByteBuffer response =
                client.call(RpcCall.C_FIND_OBJECTS, inSession().uint32(most).bytes());
        assertThat(response.getInt()).isEqualTo(RpcCall.C_FIND_OBJECTS.id());
        response.position(response.position()
                + Integer.BYTES
                + RpcCall.C_FIND_OBJECTS.response().length());
        assertThat(response.get()).as("whether there are handles").isEqualTo((byte) 1);
        return response.getInt();
    }

    private Ckr call(RpcCall call, Body arguments) throws IOException {
        ByteBuffer response = client.call(call, arguments.bytes());
        return response.getInt() == RpcCall.ERROR.id()
                ? Ckr.of(lastUlong(response)).orElseThrow()
                : Ckr.CKR_OK;
    }

    private static long lastUlong(ByteBuffer response) {
        return response.getLong(response.limit() - Long.BYTES);
    }
}
