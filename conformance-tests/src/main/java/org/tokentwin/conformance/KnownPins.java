package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;

/** Follows the user PIN through a case, so that it is known which PIN is right at any time, and can be put back. */
final class KnownPins implements CallStep {
    private final Optional<char[]> so;
    private final Optional<char[]> original;
    private final Consumer<char[]> record;
    private Optional<char[]> current;

    /**
     * @param user the user PIN as the case finds it; empty where it is not known
     * @param so likewise the SO PIN
     * @param record takes each new user PIN before it is sent, unless it is the first again
     */
    KnownPins(Optional<char[]> user, Optional<char[]> so, Consumer<char[]> record) {
        this.so = so;
        this.record = record;
        original = user;
        current = user;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        Optional<char[]> replacement = switch (function) {
            case "C_SetPIN" -> isUser(arguments[1]) ? copy(arguments[2]) : Optional.empty();
            case "C_InitPIN" -> copy(arguments[1]);
            default -> Optional.empty();
        };
        replacement
                .filter(pin -> original.filter(own -> Arrays.equals(own, pin)).isEmpty())
                .ifPresent(record);
        Object result = next.call(arguments);
        replacement.ifPresent(this::changed);
        return result;
    }

    private synchronized void changed(char[] pin) {
        current = Optional.of(pin);
    }

    /** Whether this is the user PIN as it is now. */
    synchronized boolean isUser(@Nullable Object pin) {
        return pin instanceof char[] characters
                && current.filter(known -> Arrays.equals(known, characters)).isPresent();
    }

    /** Whether this is the SO PIN. */
    boolean isSo(@Nullable Object pin) {
        return pin instanceof char[] characters
                && so.filter(known -> Arrays.equals(known, characters)).isPresent();
    }

    Optional<char[]> so() {
        return so.map(char[]::clone);
    }

    synchronized Optional<char[]> current() {
        return current.map(char[]::clone);
    }

    synchronized Optional<char[]> original() {
        return original.map(char[]::clone);
    }

    /** Whether the case left the token with another PIN than it found. */
    synchronized boolean isChanged() {
        return current.isPresent()
                && original.filter(known -> Arrays.equals(known, current.get())).isEmpty();
    }

    private static Optional<char[]> copy(@Nullable Object pin) {
        return pin instanceof char[] characters ? Optional.of(characters.clone()) : Optional.empty();
    }
}
