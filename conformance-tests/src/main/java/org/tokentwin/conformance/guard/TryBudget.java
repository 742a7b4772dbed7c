package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.TokenEffect;

/**
 * Lets a wrong user PIN pass only if the token is known to have enough tries after it. The number is read from the token before each; where
 * the token does not tell it, it is counted from what its owner or its profile says, and nothing is spent on a token whose flags say that
 * somebody else did. Where nobody says the number, no wrong PIN passes. A wrong SO PIN passes where the token may be locked, and nowhere else, since nobody says how many tries it has. A key that
 * refused the user PIN is sent none any more, and none a wrong one before it took the user PIN: what it wants may be its own PIN, of three tries.
 */
public final class TryBudget implements CallStep {
    private final int floor;
    private final OptionalInt triesAtMost;
    private final KnownPins pins;
    private final KeyPin keyPin;
    private final TryCounter counter;
    private final Consumer<String> alarm;

    @GuardedBy("this")
    private int spent;

    /**
     * @param floor tries that must be left after a wrong PIN; 0 where the token may be locked
     * @param triesAtMost what the token has after a right PIN; empty where nobody says so
     * @param keyPin what is known of the PIN that keys want for each use
     * @param alarm takes the message that the token refuses a PIN that was right
     */
    public TryBudget(
            int floor,
            OptionalInt triesAtMost,
            KnownPins pins,
            KeyPin keyPin,
            TryCounter counter,
            Consumer<String> alarm) {
        this.floor = floor;
        this.triesAtMost = triesAtMost;
        this.pins = pins;
        this.keyPin = keyPin;
        this.counter = counter;
        this.alarm = alarm;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        if (!CryptokiFunction.valueOf(function).effects().contains(TokenEffect.PRESENTS_PIN)) {
            return next.call(arguments);
        }
        GuardedCall call = GuardedCall.of(function, arguments);
        boolean so = switch (call.function()) {
            case C_Login, C_LoginUser -> call.number(1) == CKU_SO;
            case C_SetPIN -> pins.isSo(call.text(0)) && !pins.isUser(call.text(0));
            default -> true;
        };
        NotRun.unless(
                floor == 0 || !call.isOfNamedUser(),
                "no PIN is sent for a user with a name to a token that is kept: nobody knows how many tries that user has");
        NotRun.unless(
                !so || call.function() != CryptokiFunction.C_SetPIN,
                "the SO PIN of a token that is kept is not changed: no way back is known");
        boolean forUse = switch (call.function()) {
            case C_Login, C_LoginUser -> call.number(1) == CKU_CONTEXT_SPECIFIC;
            default -> false;
        };
        return forUse && floor > 0
                ? attemptForUse(call, () -> next.call(arguments))
                : attempt(so, call, () -> next.call(arguments));
    }

    @FunctionalInterface
    private interface Sending {
        @Nullable
        Object call() throws PKCS11Exception;
    }

    /** One at a time, so that threads cannot spend the same try. */
    private synchronized @Nullable Object attempt(boolean so, GuardedCall call, Sending sending)
            throws PKCS11Exception {
        if (so) {
            boolean right = pins.isSo(call.text(0));
            NotRun.unless(
                    right || floor == 0, "a wrong SO PIN is not sent to a token that is kept and may not be locked");
            return right ? right(sending, alarmOf("SO PIN that was given")) : sending.call();
        }
        if (pins.isUser(call.text(0))) {
            Object result = right(sending, alarmOf("PIN that was right before"));
            spent = 0;
            return result;
        }
        if (floor > 0) {
            requireTries();
        }
        spent++;
        return sending.call();
    }

    private synchronized @Nullable Object attemptForUse(GuardedCall call, Sending sending) throws PKCS11Exception {
        NotRun.unless(
                !keyPin.isAnother(),
                "a key of this token refused the user PIN, so it has its own PIN: no other was sent to it");
        if (!pins.isUser(call.text(0))) {
            NotRun.unless(keyPin.isUsers(), "no key took the user PIN for its use before: a wrong one was not sent");
            return attempt(false, call, sending);
        }
        Object result = right(sending, refusal -> keyPin.refused());
        keyPin.taken();
        spent = 0;
        return result;
    }

    @GuardedBy("this")
    private void requireTries() throws PKCS11Exception {
        OptionalInt left = counter.left(triesAtMost, spent);
        NotRun.unless(
                left.isPresent(),
                "nobody says how many wrong PINs this token takes (no counter that can be read, no --profile, "
                        + "no --pin-tries): a wrong PIN was not sent");
        int after = Math.max(0, left.getAsInt() - 1);
        NotRun.unless(
                after >= floor,
                "a wrong PIN would leave " + after + " tries, and " + floor + " must be left: it was not sent");
    }

    /** @param refused takes what the token returned where it refuses the PIN */
    private static @Nullable Object right(Sending sending, LongConsumer refused) throws PKCS11Exception {
        try {
            return sending.call();
        } catch (PKCS11Exception e) {
            if (e.getErrorCode() == CKR_PIN_INCORRECT || e.getErrorCode() == CKR_PIN_LOCKED) {
                refused.accept(e.getErrorCode());
            }
            throw e;
        }
    }

    private LongConsumer alarmOf(String which) {
        return ckr ->
                alarm.accept("The " + which + " is refused with " + Returns.name(ckr) + ": it is not tried again");
    }
}
