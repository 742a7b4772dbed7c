package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** Calls that real programs make, over the socket, with what is right for each. */
class ProgramCallsOverSocketTest {
    private static final String PIN = "Abcdef1!";

    @TempDir
    private Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();

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
        server = RpcServer.start(socket, emulator::connect, notices::add);
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

    @Test
    void noObjectAskedFor_isFound() throws IOException {
        assertThat(call(RpcCall.C_FIND_OBJECTS_INIT, inSession().uint32(0))).isEqualTo(Ckr.CKR_OK);

        assertThat(found(0)).isZero();
        assertThat(found(1)).isEqualTo(1);
    }

    @Test
    void slotsThatAreNone_fitIntoNoRoom() throws IOException {
        emulator.remove(token);
        ByteBuffer response = client.call(
                RpcCall.C_GET_SLOT_LIST, new Body().uint8(1).uint32(0).bytes());

        assertThat(valid(response, RpcCall.C_GET_SLOT_LIST)).isTrue();
        assertThat(response.getInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 300})
    void rightPinWithZeroBytesBehindIt_isWrong(int zeros) throws IOException {
        byte[] pin = PIN.getBytes(StandardCharsets.UTF_8);
        assertThat(call(RpcCall.C_LOGOUT, inSession())).isEqualTo(Ckr.CKR_OK);

        assertThat(login(Arrays.copyOf(pin, pin.length + zeros))).isEqualTo(Ckr.CKR_PIN_INCORRECT);
        assertThat(login(pin)).isEqualTo(Ckr.CKR_OK);
    }

    @Test
    void fiftyMegabytes_areDigestedAndSignedInOneCall() throws IOException {
        byte[] data = new byte[50 << 20];
        digestInit();
        assertThat(call(RpcCall.C_DIGEST, data(data).uint32(32))).isEqualTo(Ckr.CKR_OK);
        long key = privateKey();
        assertThat(signInit(key)).isEqualTo(Ckr.CKR_OK);
        assertThat(call(RpcCall.C_SIGN, data(data).uint32(512))).isEqualTo(Ckr.CKR_OK);
    }

    @Test
    void moreThanARequestMayHave_isRefusedWithOneReturnValue_andNothingElseIsLost() throws IOException {
        digestInit();

        assertThat(call(RpcCall.C_DIGEST_UPDATE, data(new byte[FrameReader.LONGEST_BODY])))
                .isEqualTo(Ckr.CKR_HOST_MEMORY);

        digestInit();
        assertThat(call(RpcCall.C_DIGEST, data(new byte[3]).uint32(32))).isEqualTo(Ckr.CKR_OK);
        assertThat(call(RpcCall.C_GET_SESSION_INFO, inSession())).isEqualTo(Ckr.CKR_OK);
        assertThat(notices).singleElement(STRING).matches("a request for C_DigestUpdate was refused.*");
    }

    private void digestInit() throws IOException {
        assertThat(call(
                        RpcCall.C_DIGEST_INIT,
                        inSession().uint32((int) Ckm.CKM_SHA256).nullPointer()))
                .isEqualTo(Ckr.CKR_OK);
    }

    private Ckr signInit(long key) throws IOException {
        return call(
                RpcCall.C_SIGN_INIT,
                inSession().uint32((int) Ckm.CKM_SHA256_RSA_PKCS).nullPointer().ulong(key));
    }

    private long privateKey() throws IOException {
        call(RpcCall.C_FIND_OBJECTS_INIT, number(inSession(), Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY, Long.BYTES));
        long key = lastUlong(
                client.call(RpcCall.C_FIND_OBJECTS, inSession().uint32(1).bytes()));
        call(RpcCall.C_FIND_OBJECTS_FINAL, inSession());
        return key;
    }

    private Ckr login(byte[] pin) throws IOException {
        return call(RpcCall.C_LOGIN, inSession().ulong(Cku.CKU_USER).uint8(1).counted(pin));
    }

    private Body data(byte[] data) {
        return inSession().uint8(1).counted(data);
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
        assertThat(valid(response, RpcCall.C_FIND_OBJECTS)).isTrue();
        return response.getInt();
    }

    /** Whether the list that comes now is there; p11-kit's client returns CKR_BUFFER_TOO_SMALL where it is not. */
    private static boolean valid(ByteBuffer response, RpcCall call) {
        assertThat(response.getInt()).isEqualTo(call.id());
        int signature = Integer.BYTES + call.response().length();
        response.position(response.position() + signature);
        return response.get() == 1;
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
