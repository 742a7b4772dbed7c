package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.tokentwin.emulator.wire.RequestMemory;

/**
 * The requests of one connection. A length alone costs no memory: a body's array grows with what comes. What is too large, by itself or beside
 * the requests of others, is read to its end and thrown away but for its beginning, so that it can be refused and the next one found.
 */
final class FrameReader {
    /** Longest body that is taken whole, in bytes: 64 MiB of data, and what stands around them. */
    static final int LONGEST_BODY = (64 << 20) + (64 << 10);

    private static final int LONGEST_OPTIONS = 64 << 10;
    private static final byte[] NOTHING = {};

    private final DataInputStream in;
    private final RequestMemory.Share memory;

    FrameReader(DataInputStream in, RequestMemory memory) {
        this.in = in;
        this.memory = memory.new Share();
    }

    /**
     * Reads the next request. Its memory is taken until {@link #release}.
     *
     * @throws ProtocolException for a frame that has code 0, or long options
     * @throws EOFException when the stream ends in it
     */
    Frame next() throws IOException {
        int code = in.readInt();
        int options = in.readInt();
        long length = Integer.toUnsignedLong(in.readInt());
        if (code == 0 || options < 0 || options > LONGEST_OPTIONS) {
            throw new ProtocolException(
                    "a frame of code " + code + " with " + Integer.toUnsignedString(options) + " bytes of options");
        }
        in.skipNBytes(options);
        return new Frame(code, body(length), length);
    }

    /** Gives the memory of the last request back. */
    void release() {
        memory.close();
    }

    /** Hands the memory of the last request over to who carries it out. */
    RequestMemory.Share handOver() {
        return memory.handOver();
    }

    /** The whole body, or its beginning if there is no memory for all of it. */
    private byte[] body(long length) throws IOException {
        int most = (int) Math.min(length, length > LONGEST_BODY ? RequestMemory.SMALL : LONGEST_BODY);
        byte[] body = NOTHING;
        while (body.length < most) {
            byte[] longer = memory.grown(body, most);
            if (longer.length == body.length) {
                release();
                break;
            }
            in.readFully(longer, body.length, longer.length - body.length);
            body = longer;
        }
        in.skipNBytes(length - body.length);
        return body;
    }
}
