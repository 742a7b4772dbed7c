package org.tokentwin.emulator.socket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks out for bytes for a moment before it sleeps until they come. To be woken takes longer than most requests do, and a request comes in
 * several pieces, so that a peer who asks one thing after the other would wait for that each time. The price is a moment of a processor's
 * time at the end of each conversation and each pause in it, as far as nobody else wants the processor.
 */
final class WatchfulInput extends FilterInputStream {
    /** How long to poll: about the gap between two calls, too short to show as CPU load. */
    private static final long NANOSECONDS = 50_000;

    /** Who gave the processor up for so long wakes sooner from sleep: others want it, and keep it for milliseconds. */
    private static final long CROWDED_NANOSECONDS = 100_000;

    private static final int READS_ASLEEP = 500;

    /** The reads to come that do not look out. Read and written by the connection's thread. */
    private int asleep;

    /** @param in one whose {@code available} asks the operating system */
    WatchfulInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        lookOut();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        lookOut();
        return in.read(bytes, offset, length);
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // nothing depends on it but the time: the peer may be who wants the processor
    private void lookOut() throws IOException {
        if (asleep > 0) {
            asleep--;
            return;
        }
        long start = System.nanoTime();
        long before = start;
        while (in.available() == 0 && before - start < NANOSECONDS) {
            Thread.yield();
            long after = System.nanoTime();
            if (after - before > CROWDED_NANOSECONDS) {
                asleep = READS_ASLEEP;
                return;
            }
            before = after;
        }
    }
}
