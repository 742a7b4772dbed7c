package org.tokentwin.emulator.rpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * A PKCS#11 application of a server, with one read/write session on its first slot. A call that is refused answers its CKR; one that is
 * not answered throws an {@link IOException}.
 */
public final class RpcSession implements AutoCloseable {
    private static final int MOST_SIGNATURE = 132;

    private final RpcClient client;
    private final long session;

    private RpcSession(RpcClient client, long session) {
        this.client = client;
        this.session = session;
    }

    /** Connects, initialises and opens the session. */
    public static RpcSession open(Path socket) throws IOException {
        RpcClient client = RpcClient.connect(socket);
        client.initialize();
        ByteBuffer opened = client.call(
                RpcCall.C_OPEN_SESSION,
                new Body()
                        .ulong(0)
                        .ulong(Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION)
                        .bytes());
        return new RpcSession(client, lastUlong(opened));
    }

    public Ckr login(String pin) throws IOException {
        return ckr(RpcCall.C_LOGIN, arguments().ulong(Cku.CKU_USER).uint8(1).counted(bytes(pin)));
    }

    public Ckr logout() throws IOException {
        return ckr(RpcCall.C_LOGOUT, arguments());
    }

    public Ckr setPin(String oldPin, String newPin) throws IOException {
        return ckr(
                RpcCall.C_SET_PIN,
                arguments().uint8(1).counted(bytes(oldPin)).uint8(1).counted(bytes(newPin)));
    }

    /** Makes a data object on the token, which only the user reads where it is private. */
    public Ckr createData(String label, byte[] value, boolean isPrivate) throws IOException {
        Body template = arguments().uint32(5);
        template.uint32((int) Cka.CKA_CLASS).uint8(1).uint32(Long.BYTES).ulong(Cko.CKO_DATA);
        flag(template, Cka.CKA_TOKEN, true);
        flag(template, Cka.CKA_PRIVATE, isPrivate);
        text(template, Cka.CKA_LABEL, bytes(label));
        text(template, Cka.CKA_VALUE, value);
        return ckr(RpcCall.C_CREATE_OBJECT, template);
    }

    /** Makes a data object of the session. */
    public Ckr createSessionData(byte[] value) throws IOException {
        Body template = arguments().uint32(2);
        template.uint32((int) Cka.CKA_CLASS).uint8(1).uint32(Long.BYTES).ulong(Cko.CKO_DATA);
        text(template, Cka.CKA_VALUE, value);
        return ckr(RpcCall.C_CREATE_OBJECT, template);
    }

    /** Makes an object. */
    public Ckr create(List<Attribute> template) throws IOException {
        return ckr(RpcCall.C_CREATE_OBJECT, written(arguments(), template));
    }

    /** Makes a pair of keys on a curve. */
    public Ckr generateEcPair(List<Attribute> publicKey, List<Attribute> privateKey) throws IOException {
        Body arguments = arguments().uint32((int) Ckm.CKM_EC_KEY_PAIR_GEN).nullPointer();
        return ckr(RpcCall.C_GENERATE_KEY_PAIR, written(written(arguments, publicKey), privateKey));
    }

    /** The handle of an object that is so. */
    public long find(List<Attribute> template) throws IOException {
        return find(written(arguments(), template));
    }

    private static Body written(Body arguments, List<Attribute> template) {
        arguments.uint32(template.size());
        for (Attribute each : template) {
            arguments.uint32((int) each.type()).uint8(1).uint32(each.length());
            switch (AttributeKind.of(each.type())) {
                case ULONG -> arguments.ulong(each.asUlong());
                case BOOLEAN -> arguments.uint8(each.asBoolean() ? 1 : 0);
                default -> arguments.counted(each.value());
            }
        }
        return arguments;
    }

    public Ckr setValue(long object, byte[] value) throws IOException {
        Body template = arguments().ulong(object).uint32(1);
        text(template, Cka.CKA_VALUE, value);
        return ckr(RpcCall.C_SET_ATTRIBUTE_VALUE, template);
    }

    public Ckr destroy(long object) throws IOException {
        return ckr(RpcCall.C_DESTROY_OBJECT, arguments().ulong(object));
    }

    /** Signs with an EC key. */
    public Ckr sign(long key, byte[] hash) throws IOException {
        Ckr begun = ckr(
                RpcCall.C_SIGN_INIT,
                arguments().uint32((int) Ckm.CKM_ECDSA).nullPointer().ulong(key));
        return begun == Ckr.CKR_OK
                ? ckr(RpcCall.C_SIGN, arguments().uint8(1).counted(hash).uint32(MOST_SIGNATURE))
                : begun;
    }

    /** The handle of the one object with this label. */
    public long find(String label) throws IOException {
        Body template = arguments().uint32(1);
        text(template, Cka.CKA_LABEL, bytes(label));
        return find(template);
    }

    /** The handle of an object of this class. */
    public long findClass(long objectClass) throws IOException {
        Body template = arguments().uint32(1);
        template.uint32((int) Cka.CKA_CLASS).uint8(1).uint32(Long.BYTES).ulong(objectClass);
        return find(template);
    }

    private long find(Body template) throws IOException {
        ckr(RpcCall.C_FIND_OBJECTS_INIT, template);
        ByteBuffer found =
                client.call(RpcCall.C_FIND_OBJECTS, arguments().uint32(1).bytes());
        ckr(RpcCall.C_FIND_OBJECTS_FINAL, arguments());
        return lastUlong(found);
    }

    private Body arguments() {
        return new Body().ulong(session);
    }

    private Ckr ckr(RpcCall call, Body arguments) throws IOException {
        ByteBuffer response = client.call(call, arguments.bytes());
        return response.getInt() == RpcCall.ERROR.id()
                ? Ckr.of(lastUlong(response)).orElseThrow()
                : Ckr.CKR_OK;
    }

    private static long lastUlong(ByteBuffer response) {
        return response.getLong(response.limit() - Long.BYTES);
    }

    private static void flag(Body template, long type, boolean value) {
        template.uint32((int) type).uint8(1).uint32(1).uint8(value ? 1 : 0);
    }

    private static void text(Body template, long type, byte[] value) {
        template.uint32((int) type).uint8(1).uint32(value.length).counted(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
