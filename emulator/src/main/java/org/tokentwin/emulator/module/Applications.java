package org.tokentwin.emulator.module;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;

/** Which {@link CryptokiSource} belongs to which copy of the shim. An id is never used twice in a JVM. */
final class Applications {
    private static final Map<Long, CryptokiSource> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_ID = new AtomicLong();

    private Applications() {}

    static long add(CryptokiSource application) {
        long id = LAST_ID.incrementAndGet();
        OPEN.put(id, application);
        return id;
    }

    static void remove(long id) {
        OPEN.remove(id);
    }

    /**
     * Whom a function call is for. A closed module behaves like a shim that was never connected: it cannot be initialized, so
     * it is not.
     *
     * @throws CryptokiException when the module is closed: {@code CKR_GENERAL_ERROR} from {@code C_Initialize}, {@code CKR_CRYPTOKI_NOT_INITIALIZED}
     *     from others
     */
    static Cryptoki get(String function, long id) {
        CryptokiSource application = OPEN.get(id);
        if (application == null) {
            boolean initialize = function.equals(CryptokiFunction.C_Initialize.name());
            throw new CryptokiException(
                    initialize ? Ckr.CKR_GENERAL_ERROR : Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, "the module was closed");
        }
        return application.get();
    }
}
