package org.tokentwin.emulator.module;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Where every exception ends: one that left an upcall would end the JVM. */
final class Boundary {
    private static final Logger LOG = LoggerFactory.getLogger(Boundary.class);

    private Boundary() {}

    /** The {@code CK_RV} for what a function threw. */
    static long returnValue(String function, Throwable thrown) {
        Ckr ckr = ckr(thrown);
        log(function, ckr, thrown);
        return ckr.code();
    }

    private static Ckr ckr(Throwable thrown) {
        return switch (thrown) {
            case CryptokiException refused -> refused.ckr();
            case CardRemovedException _ -> Ckr.CKR_DEVICE_REMOVED;
            case OutOfMemoryError _ -> Ckr.CKR_HOST_MEMORY;
            default -> Ckr.CKR_GENERAL_ERROR;
        };
    }

    private static void log(String function, Ckr ckr, Throwable thrown) {
        try {
            if (thrown instanceof CryptokiException || thrown instanceof CardRemovedException) {
                LOG.debug("{} answers {}: {}", function, ckr, thrown.getMessage());
            } else {
                LOG.error("{} answers {}", function, ckr, thrown);
            }
        } catch (Throwable _) { // a log that fails, as when there is no memory, changes no answer
        }
    }
}
