package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The requests of one connection. A length alone costs no memory: a body's array grows with what comes. What is too large, by itself or beside
 * the requests of others, is read to its end and thrown away but for its beginning, so that it can be refused and the next one found.
 */
final class FrameReader {
    /** Longest body that is taken whole, in bytes: 64 MiB of data, and what stands around them. */
    static final int LONGEST_BODY = (64 << 20) + (64 << 10);

    /** Bytes that each request may have whatever the others hold. */
    private static final int SMALL = 64 << 10;

    private static final int LONGEST_OPTIONS = 64 << 10;
    private static final byte[] NOTHING = {};

    private final DataInputStream in;
    private final FrameMemory memory;
    private long taken;

    FrameReader(DataInputStream in, FrameMemory memory) {
        this.in = in;
        this.memory = memory;
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
        byte[] body = new byte[(int) Math.min(length, SMALL)];
        in.readFully(body);
        return length > SMALL ? large(code, body, length) : new Frame(code, body);
    }

    /** Gives the memory of the last request back. */
    void release() {
        memory.giveBack(taken);
        taken = 0;
    }

    private Frame large(int code, byte[] beginning, long length) throws IOException {
        byte[] body = beginning;
        int there = beginning.length;
        while (there < length) {
            body = length > LONGEST_BODY ? NOTHING : grown(body, (int) Math.min(length, 2L * body.length));
            if (body.length == 0) {
                release();
                in.skipNBytes(length - there);
                return new Frame(code, beginning, length);
            }
            in.readFully(body, there, body.length - there);
            there = body.length;
        }
        return new Frame(code, body);
    }

    /** A longer array with the same beginning; an empty one where there is no memory for it. */
    private byte[] grown(byte[] body, int length) {
        long more = length - (long) body.length;
        if (!memory.take(more)) {
            return NOTHING;
        }
        taken += more;
        try {
            return Arrays.copyOf(body, length);
        } catch (OutOfMemoryError e) {
            return NOTHING;
        }
    }
}
