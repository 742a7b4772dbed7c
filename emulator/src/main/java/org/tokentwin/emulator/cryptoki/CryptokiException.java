package org.tokentwin.emulator.cryptoki;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckr;

/**
 * A PKCS#11 function that did not return {@code CKR_OK}. The one exception that leaves {@link Cryptoki}. It has a stack trace only where this class is logged
 * at the level of traces: a refusal is an answer, and a caller in C sees no more of it than its number.
 */
public final class CryptokiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CryptokiException.class);

    private final Ckr ckr;

    /**
     * @param ckr what the function returns; never {@code CKR_OK}
     * @param why what was wrong, for a log: no PIN, no key, no plain text
     */
    public CryptokiException(Ckr ckr, String why) {
        super(ckr + ": " + why, null, true, LOG.isTraceEnabled());
        this.ckr = Objects.requireNonNull(ckr);
    }

    /** @param cause the reason from the layer below */
    public CryptokiException(Ckr ckr, String why, Throwable cause) {
        super(ckr + ": " + why, cause, true, LOG.isTraceEnabled());
        this.ckr = Objects.requireNonNull(ckr);
    }

    public Ckr ckr() {
        return ckr;
    }
}
