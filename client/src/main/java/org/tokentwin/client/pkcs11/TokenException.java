package org.tokentwin.client.pkcs11;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * Says why the client could not do what it was asked to: a plain message, what the user can do about it, and the return value
 * of the PKCS#11 function if there is one. It never holds a PIN.
 */
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Ckr ckr;
    private final String advice;

    private TokenException(@Nullable Ckr ckr, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.ckr = ckr;
        this.advice = advice;
    }

    /** What a PKCS#11 function returned, with the message and advice that are usual for it. */
    public static TokenException returned(Ckr ckr, CryptokiFunction function) {
        return returned(ckr, function.name());
    }

    /** The same where no function was called, with what was done instead. */
    public static TokenException returned(Ckr ckr, String instead) {
        CkrText text = CkrText.of(ckr);
        return new TokenException(ckr, instead + ": " + text.message(), text.advice(), null);
    }

    /** What the client itself has found, before or instead of asking the module. */
    public static TokenException refused(String message, String advice) {
        return new TokenException(null, message, advice, null);
    }

    /** What the client itself has found, with the return value that says the same in PKCS#11. */
    public static TokenException refused(Ckr ckr, String message, String advice) {
        return new TokenException(ckr, message, advice, null);
    }

    /** A failure outside PKCS#11, such as a module that does not load. */
    public static TokenException failed(String message, String advice, Throwable cause) {
        return new TokenException(null, message, advice, cause);
    }

    /** The same failure in words that know more of its circumstances. */
    public TokenException withMessage(String message, String newAdvice) {
        return new TokenException(ckr, message, newAdvice, this);
    }

    public Optional<Ckr> ckr() {
        return Optional.ofNullable(ckr);
    }

    public boolean is(Ckr other) {
        return Objects.equals(ckr, other);
    }

    /** What to do next, as one or two sentences; empty where nothing can be said. */
    public String advice() {
        return advice;
    }
}
