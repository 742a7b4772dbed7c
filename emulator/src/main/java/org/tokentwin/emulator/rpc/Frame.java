package org.tokentwin.emulator.rpc;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One message on the wire: a code by which the client finds the answer to its call, options that nobody uses, and the body.
 *
 * @param code not 0
 * @param body its beginning only, where the message was too large
 * @param length the whole body's
 */
@SuppressWarnings("ArrayRecordComponent") // read or written once, never compared
record Frame(int code, byte[] body, long length) {
    private static final int HEADER_LENGTH = 12;

    Frame(int code, byte[] body) {
        this(code, body, body.length);
    }

    boolean isWhole() {
        return body.length == length;
    }

    void write(DataOutputStream out) throws IOException {
        byte[] whole = new byte[HEADER_LENGTH + body.length];
        ByteBuffer.wrap(whole).putInt(code).putInt(0).putInt(body.length).put(body);
        out.write(whole);
        out.flush();
    }
}
