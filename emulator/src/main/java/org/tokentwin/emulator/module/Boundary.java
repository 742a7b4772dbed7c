package org.tokentwin.emulator.module;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;

/** Where every exception ends: one that left an upcall would end the JVM. */
final class Boundary {
    private static final Logger LOG = LoggerFactory.getLogger(Boundary.class);

    private Boundary() {}

    /**
     * The {@code CK_RV} for what a function threw. Where the call may not have come to the application, the application learns of it.
     *
     * @param session the function's first argument; 0 where that is no number
     */
    static long returnValue(String function, Throwable thrown, CryptokiSource application, long session) {
        Ckr ckr = ckr(thrown);
        log(function, ckr, thrown);
        if (thrown instanceof BadArgumentsException || thrown instanceof OutOfMemoryError) {
            return tell(function, application, session, ckr).code();
        }
        return ckr.code();
    }

    private static Ckr ckr(Throwable thrown) {
        return switch (thrown) {
            case CryptokiException refused -> refused.ckr();
            case BadArgumentsException _ -> Ckr.CKR_ARGUMENTS_BAD;
            case CardRemovedException _ -> Ckr.CKR_DEVICE_REMOVED;
            case OutOfMemoryError _ -> Ckr.CKR_HOST_MEMORY;
            default -> Ckr.CKR_GENERAL_ERROR;
        };
    }

    private static Ckr tell(String function, CryptokiSource application, long session, Ckr ckr) {
        try {
            return application.get().refused(function, session, ckr);
        } catch (Throwable e) { // the call has its answer already
            log(function, ckr, e);
            return ckr;
        }
    }

    private static void log(String function, Ckr ckr, Throwable thrown) {
        try {
            if (isOrdinary(thrown)) {
                LOG.debug("{} returns {}: {}", function, ckr, thrown.getMessage());
                LOG.trace("Thrown by:", thrown);
            } else {
                LOG.error("{} returns {}", function, ckr, thrown);
            }
        } catch (Throwable _) { // a log that fails, as when there is no memory, changes no answer
        }
    }

    private static boolean isOrdinary(Throwable thrown) {
        return thrown instanceof CryptokiException
                || thrown instanceof BadArgumentsException
                || thrown instanceof CardRemovedException;
    }
}
