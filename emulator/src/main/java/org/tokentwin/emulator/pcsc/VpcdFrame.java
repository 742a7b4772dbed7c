package org.tokentwin.emulator.pcsc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A frame of vpcd's protocol: the length of what follows, 2 bytes with the most significant first, and that. */
final class VpcdFrame {
    private static final int LENGTH_BYTES = 2;
    private static final int LONGEST = 0xFFFF;

    private VpcdFrame() {}

    /** @throws java.io.EOFException when the other side closed the connection */
    static byte[] read(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readUnsignedShort()];
        in.readFully(content);
        return content;
    }

    /**
     * Writes length and content at once. In two writes, Nagle's algorithm holds the second back until the first is acknowledged, and the
     * other side delays that for 40 ms.
     *
     * @param content at most 65,535 bytes
     */
    static void write(OutputStream out, byte[] content) throws IOException {
        if (content.length > LONGEST) {
            throw new IOException("a frame has room for " + LONGEST + " bytes, not for " + content.length);
        }
        ByteBuffer frame = ByteBuffer.allocate(LENGTH_BYTES + content.length);
        frame.putShort((short) content.length).put(content);
        out.write(frame.array());
        out.flush();
    }
}
