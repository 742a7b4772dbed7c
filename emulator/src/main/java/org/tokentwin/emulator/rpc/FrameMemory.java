package org.tokentwin.emulator.rpc;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that the large requests of all of a server's connections may hold together, whether they are read or carried out. */
final class FrameMemory {
    private static final long MOST = 256L << 20;

    /** A request is copied while it is read and carried out, and other things need memory too. */
    private static final int SHARE = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    FrameMemory(long most) {
        this.most = most;
    }

    /** As much as this JVM can spare. */
    static FrameMemory ofThisJvm() {
        return new FrameMemory(Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE));
    }

    /** Takes so many bytes, or none where they are not left. */
    boolean take(long bytes) {
        long before = held.getAndUpdate(now -> now + bytes > most ? now : now + bytes);
        return before + bytes <= most;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
