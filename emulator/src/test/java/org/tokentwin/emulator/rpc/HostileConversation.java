package org.tokentwin.emulator.rpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.wire.RequestMemory;

/** All that a client sends on one connection, held against a token. */
public final class HostileConversation implements AutoCloseable {

    private static final long MEMORY = 16 << 20;

    private final EmulatedToken token =
            EmulatedToken.order().key(KeyType.P256).withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);

    /** Ends with the bytes. The server logs and refuses; what it throws is a fault. */
    public void hold(byte[] fromClient) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(fromClient));
        DataOutputStream out = new DataOutputStream(new ByteArrayOutputStream());
        new RpcConnection(in, out, emulator.connect(Program.UNKNOWN), new RequestMemory(MEMORY), _ -> {}).serve();
    }

    /** A conversation as it should be. */
    public static byte[] example() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0);
        byte[] handshake = RpcClient.HANDSHAKE.getBytes(StandardCharsets.US_ASCII);
        write(
                out,
                RpcCall.C_INITIALIZE,
                new Body().uint8(1).counted(handshake).uint8(0).uint8(1).counted((byte) 0));
        write(out, RpcCall.C_GET_TOKEN_INFO, new Body().ulong(0));
        write(out, RpcCall.C_OPEN_SESSION, new Body().ulong(0).ulong(6));
        byte[] pin = "Wrong1!pin".getBytes(StandardCharsets.US_ASCII);
        write(
                out,
                RpcCall.C_LOGIN,
                new Body().ulong(1).ulong(Cku.CKU_USER).uint8(1).counted(pin));
        Body template = new Body().ulong(1).uint32(2);
        template.uint32((int) Cka.CKA_CLASS).uint8(1).uint32(Long.BYTES).ulong(Cko.CKO_DATA);
        template.uint32((int) Cka.CKA_VALUE).uint8(1).uint32(3).counted((byte) 1, (byte) 2, (byte) 3);
        write(out, RpcCall.C_CREATE_OBJECT, template);
        write(out, RpcCall.C_FIND_OBJECTS_INIT, new Body().ulong(1).uint32(0));
        write(out, RpcCall.C_FIND_OBJECTS, new Body().ulong(1).uint32(10));
        write(out, RpcCall.C_DIGEST_INIT, new Body().ulong(1).uint32(0x250).uint32(0));
        write(
                out,
                RpcCall.C_DIGEST,
                new Body().ulong(1).uint8(1).counted(handshake).uint32(64));
        write(out, RpcCall.C_GENERATE_RANDOM, new Body().ulong(1).uint32(16));
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, RpcCall call, Body arguments) throws IOException {
        byte[] head = new Body()
                .uint32(call.id())
                .counted(call.request().getBytes(StandardCharsets.US_ASCII))
                .bytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(arguments.bytes());
        new Frame(1, body.toByteArray()).write(out);
    }

    @Override
    public void close() {
        emulator.close();
        token.close();
    }
}
