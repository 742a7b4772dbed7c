package org.tokentwin.emulator.cryptoki.application;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** A session. Its operations are used by one thread at a time. */
final class Session {
    private final long handle;
    private final long slotId;
    private final ApplicationToken token;
    private final boolean readWrite;
    private final Operations operations = new Operations();
    private final ReentrantLock lock = new ReentrantLock();

    Session(long handle, long slotId, ApplicationToken token, boolean readWrite) {
        this.handle = handle;
        this.slotId = slotId;
        this.token = token;
        this.readWrite = readWrite;
    }

    long handle() {
        return handle;
    }

    long slotId() {
        return slotId;
    }

    ApplicationToken token() {
        return token;
    }

    boolean isReadWrite() {
        return readWrite;
    }

    SessionInfo info() {
        long state = token.login().current().role().state(readWrite);
        return new SessionInfo(slotId, state, Ckf.CKF_SERIAL_SESSION | (readWrite ? Ckf.CKF_RW_SESSION : 0), 0);
    }

    /** @throws CryptokiException {@code CKR_SESSION_READ_ONLY} */
    void requireReadWrite() {
        if (!readWrite) {
            throw new CryptokiException(Ckr.CKR_SESSION_READ_ONLY, "this needs a read-write session");
        }
    }

    /** Does something with the operations, no other thread doing so. */
    void with(Consumer<Operations> use) {
        ask(used -> {
            use.accept(used);
            return true;
        });
    }

    /** Likewise, with a result. */
    <T> T ask(Function<Operations, T> use) {
        lock.lock();
        try {
            return use.apply(operations);
        } finally {
            lock.unlock();
        }
    }

    void endOperations() {
        with(Operations::end);
    }
}
