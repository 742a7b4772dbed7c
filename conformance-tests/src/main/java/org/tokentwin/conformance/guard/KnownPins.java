package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.call.CallStep;

/** Follows the user PIN through a case, so that it is known which PIN is right at any time, and can be put back. */
public final class KnownPins implements CallStep {
    private final Optional<char[]> so;
    private final Optional<char[]> original;
    private final PinJournal journal;

    @GuardedBy("this")
    private Optional<char[]> current;

    @GuardedBy("this")
    private Optional<char[]> open = Optional.empty();

    /**
     * @param user the user PIN as the case finds it; empty where it is not known
     * @param so likewise the SO PIN
     * @param journal notes each new user PIN before it is sent, and what became of it
     */
    public KnownPins(Optional<char[]> user, Optional<char[]> so, PinJournal journal) {
        this.so = so;
        this.journal = journal;
        original = user;
        current = user;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        GuardedCall call = GuardedCall.of(function, arguments);
        return switch (call.function()) {
            case C_SetPIN -> {
                boolean officers = isSo(call.text(0)) && !isUser(call.text(0));
                yield officers ? next.call(arguments) : change(call.text(1), () -> next.call(arguments));
            }
            case C_InitPIN -> change(call.text(0), () -> next.call(arguments));
            case C_Login, C_LoginUser -> login(call, () -> next.call(arguments));
            default -> next.call(arguments);
        };
    }

    @FunctionalInterface
    private interface Sending {
        @Nullable
        Object call() throws PKCS11Exception;
    }

    /** One at a time, so that there are never more than two PINs that the token can have. */
    private synchronized @Nullable Object change(Optional<char[]> pin, Sending sending) throws PKCS11Exception {
        if (pin.isEmpty()) {
            return sending.call();
        }
        NotRun.unless(
                open.isEmpty(), "it is not known whether the token took the last new PIN: another one was not sent");
        open = pin;
        journal.sending(pin.get());
        try {
            Object result = sending.call();
            returned(CKR_OK);
            return result;
        } catch (PKCS11Exception e) {
            returned(e.getErrorCode());
            throw e;
        }
    }

    @GuardedBy("this")
    private void returned(long ckr) {
        journal.returned(ckr);
        PinOutcome outcome = PinOutcome.of(ckr);
        current = outcome == PinOutcome.TAKEN ? open : current;
        open = outcome == PinOutcome.UNKNOWN ? open : Optional.empty();
    }

    private @Nullable Object login(GuardedCall call, Sending sending) throws PKCS11Exception {
        Object result = sending.call();
        if (call.number(1) == CKU_USER && !call.isOfNamedUser()) {
            loggedIn(call.text(0));
        }
        return result;
    }

    /** A login tells which of two PINs it is. */
    private synchronized void loggedIn(Optional<char[]> pin) {
        if (open.isPresent() && pin.isPresent()) {
            boolean taken = Arrays.equals(open.get(), pin.get());
            if (taken || isUser(pin)) {
                current = taken ? open : current;
                open = Optional.empty();
                journal.returned(taken ? CKR_OK : PinOutcome.A_REFUSAL);
            }
        }
    }

    /** Whether this is the user PIN as it is now. */
    public synchronized boolean isUser(Optional<char[]> pin) {
        return same(current, pin);
    }

    /** Whether this is the SO PIN. */
    public boolean isSo(Optional<char[]> pin) {
        return same(so, pin);
    }

    private static boolean same(Optional<char[]> known, Optional<char[]> pin) {
        return known.isPresent() && pin.isPresent() && Arrays.equals(known.get(), pin.get());
    }

    /** The SO PIN, where it is known. */
    public Optional<char[]> so() {
        return so.map(char[]::clone);
    }

    /** The user PIN as it is now, where it is known. */
    public synchronized Optional<char[]> current() {
        return current.map(char[]::clone);
    }

    /** The user PIN that the case found, where it is known. */
    public synchronized Optional<char[]> original() {
        return original.map(char[]::clone);
    }

    /** Whether the token can have two PINs, since it failed when it was given the second. */
    public synchronized boolean isOpen() {
        return open.isPresent();
    }

    /** Whether the case left the token with another PIN than it found. */
    public synchronized boolean isChanged() {
        return current.isPresent() && !same(original, current);
    }
}
