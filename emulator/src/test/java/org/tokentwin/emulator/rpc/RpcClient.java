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

/** As little of a client as the tests need: frames, and bodies made by hand. */
final class RpcClient implements AutoCloseable {
    static final String HANDSHAKE = "PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1";

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int code = 16;

    private RpcClient(SocketChannel channel) {
        this.channel = channel;
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /** Connects, and agrees on version 0. */
    static RpcClient connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        RpcClient client = new RpcClient(channel);
        client.out.writeByte(1);
        if (client.in.readByte() != 0) {
            throw new IOException("another version than 0");
        }
        return client;
    }

    /** Sends a call and answers the body of the response, behind its number and signature. */
    ByteBuffer call(RpcCall call, byte[] arguments) throws IOException {
        byte[] signature = call.request().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(8 + signature.length + arguments.length)
                .putInt(call.id())
                .putInt(signature.length)
                .put(signature)
                .put(arguments);
        return send(body.array());
    }

    ByteBuffer send(byte[] body) throws IOException {
        new Frame(++code, body).write(out);
        Frame response = Frame.read(in);
        if (response.code() != code) {
            throw new IOException("the answer to another call");
        }
        return ByteBuffer.wrap(response.body());
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
        ByteBuffer arguments = ByteBuffer.allocate(12 + handshake.length)
                .put((byte) 1)
                .putInt(handshake.length)
                .put(handshake)
                .put((byte) 0)
                .put((byte) 1)
                .putInt(1)
                .put((byte) 0);
        return call(RpcCall.C_INITIALIZE, arguments.array()).getInt();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
