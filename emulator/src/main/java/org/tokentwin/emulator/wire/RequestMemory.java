package org.tokentwin.emulator.wire;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the requests of all of a server's connections may hold together, whether they are half received or carried out. A request
 * beyond it is refused, and costs its connection nothing else.
 */
public final class RequestMemory {
    /** Bytes that each request may have whatever the others hold. */
    public static final int SMALL = 8 << 10;

    /** A request begins with as much, and grows with what comes: a length alone costs nothing. */
    static final int FIRST = 1 << 10;

    private static final long MOST = 256L << 20;

    /** A request is copied while it is read and carried out, and other things need memory too. */
    private static final int SHARE = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    public RequestMemory(long most) {
        this.most = most;
    }

    /** As much as this JVM can spare. */
    public static RequestMemory ofThisJvm() {
        return new RequestMemory(Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE));
    }

    /** The bytes that are held now. */
    public long held() {
        return held.get();
    }

    /** The requests that there was no memory for, so far. */
    public long refused() {
        return refused.get();
    }

    private boolean take(long bytes) {
        long before = held.getAndUpdate(now -> now + bytes > most ? now : now + bytes);
        return before + bytes <= most;
    }

    /** What one request holds. Used by one thread at a time. */
    public final class Share implements AutoCloseable {
        private long taken;

        /**
         * Makes an array of a request longer.
         *
         * @param whole as long as it gets at most
         * @return a longer array with the same beginning; the same one if there is no memory for that
         */
        public byte[] grown(byte[] bytes, int whole) {
            int length = (int) Math.min(whole, Math.max(FIRST, 2L * bytes.length));
            long more = Math.max(0, length - SMALL) - taken;
            if (!take(more)) {
                refused.incrementAndGet();
                return bytes;
            }
            taken += more;
            try {
                byte[] longer = Arrays.copyOf(bytes, length);
                Arrays.fill(bytes, (byte) 0); // there may be a PIN in it
                return longer;
            } catch (OutOfMemoryError _) { // nothing was kept free, for others have it
                close();
                refused.incrementAndGet();
                return bytes;
            }
        }

        /** Hands what is held over to one that outlives this request here. */
        public Share handOver() {
            Share other = new Share();
            other.taken = taken;
            taken = 0;
            return other;
        }

        /** Gives the memory back. A second call does nothing. */
        @Override
        public void close() {
            if (taken != 0) { // most requests are small, and all connections share the counter
                held.addAndGet(-taken);
                taken = 0;
            }
        }
    }
}
