package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tokentwin.emulator.wire.RequestMemory;

/** As little of a client as the tests need: frames, and bodies made by hand. */
final class RpcClient implements AutoCloseable {
    static final String HANDSHAKE = "PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1";

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, byte[]> answers = new HashMap<>();
    private int code = 16;
    private int version;

    private RpcClient(SocketChannel channel) {
        this.channel = channel;
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /** Connects as p11-kit 0.24 does. */
    static RpcClient connect(Path socket) throws IOException {
        return offering(socket, 0);
    }

    /** Connects, and agrees on a version. */
    static RpcClient offering(Path socket, int version) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        RpcClient client = new RpcClient(channel);
        client.out.writeByte(version);
        client.version = client.in.readByte();
        return client;
    }

    /** What was agreed on. */
    int version() {
        return version;
    }

    /** Sends a call and answers the body of the response. */
    ByteBuffer call(RpcCall call, byte[] arguments) throws IOException {
        return answerTo(post(call, arguments));
    }

    /** Sends a call without waiting for its answer. */
    int post(RpcCall call, byte[] arguments) throws IOException {
        byte[] signature = call.request().getBytes(StandardCharsets.US_ASCII);
        byte[] head = new Body().uint32(call.id()).counted(signature).bytes();
        return post(ByteBuffer.allocate(head.length + arguments.length)
                .put(head)
                .put(arguments)
                .array());
    }

    private int post(byte[] body) throws IOException {
        new Frame(++code, body).write(out);
        return code;
    }

    ByteBuffer send(byte[] body) throws IOException {
        return answerTo(post(body));
    }

    /** The body of the answer to a call that was posted; answers to others are kept. */
    ByteBuffer answerTo(int posted) throws IOException {
        while (!answers.containsKey(posted)) {
            Frame response = new FrameReader(in, new RequestMemory(Integer.MAX_VALUE)).next();
            answers.put(response.code(), response.body());
        }
        return ByteBuffer.wrap(answers.remove(posted));
    }

    /** Writes bytes as they are. */
    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next byte, -1 where the server has closed the connection. */
    int read() throws IOException {
        return in.read();
    }

    int initialize() throws IOException {
        byte[] handshake = HANDSHAKE.getBytes(StandardCharsets.US_ASCII);
        Body arguments =
                new Body().uint8(1).counted(handshake).uint8(0).uint8(1).counted((byte) 0);
        return call(RpcCall.C_INITIALIZE, arguments.bytes()).getInt();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
