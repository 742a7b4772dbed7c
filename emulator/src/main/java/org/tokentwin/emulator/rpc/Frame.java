package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One message on the wire: a code by which the client finds the answer to its call, options that nobody uses, and the body.
 *
 * @param code not 0
 */
@SuppressWarnings("ArrayRecordComponent") // read or written once, never compared
record Frame(int code, byte[] body) {
    /** Longest body, in bytes. A certificate or a document part is far shorter. */
    static final int LONGEST_BODY = 4 << 20;

    private static final int LONGEST_OPTIONS = 64 << 10;
    private static final int HEADER_LENGTH = 12;

    /**
     * @throws ProtocolException for a frame that is too long or has code 0
     * @throws EOFException when the stream ends in it
     */
    static Frame read(DataInputStream in) throws IOException {
        int code = in.readInt();
        int options = in.readInt();
        int length = in.readInt();
        if (code == 0 || options < 0 || options > LONGEST_OPTIONS || length < 0 || length > LONGEST_BODY) {
            throw new ProtocolException("a frame of code " + code + " with " + options + " and " + length + " bytes");
        }
        in.skipNBytes(options);
        byte[] body = in.readNBytes(length); // grows with what comes: a length alone costs no memory
        if (body.length < length) {
            throw new EOFException();
        }
        return new Frame(code, body);
    }

    void write(DataOutputStream out) throws IOException {
        byte[] whole = new byte[HEADER_LENGTH + body.length];
        ByteBuffer.wrap(whole).putInt(code).putInt(0).putInt(body.length).put(body);
        out.write(whole);
        out.flush();
    }
}
