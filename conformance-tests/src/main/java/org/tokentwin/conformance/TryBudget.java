package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;

/**
 * Lets a wrong PIN pass only if the token has enough tries after it. The number is read from the token before each; where the token does
 * not tell it, it is counted from what its model has, and nothing is spent on a token whose flags say that somebody else did. A wrong SO
 * PIN never passes, since no way back is known.
 */
final class TryBudget implements CallStep {
    private final int floor;
    private final int triesAtMost;
    private final KnownPins pins;
    private final TryCounter counter;
    private final Consumer<String> alarm;
    private int spent;

    /**
     * @param floor tries that must be left after a wrong PIN, at least 1
     * @param triesAtMost what the token's model has
     * @param alarm is told when the token refuses the PIN that was right
     */
    TryBudget(int floor, int triesAtMost, KnownPins pins, TryCounter counter, Consumer<String> alarm) {
        this.floor = floor;
        this.triesAtMost = triesAtMost;
        this.pins = pins;
        this.counter = counter;
        this.alarm = alarm;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        return switch (function) {
            case "C_Login" ->
                attempt(CallStep.number(arguments, 1) == CKU_SO, arguments[2], () -> next.call(arguments));
            case "C_LoginUser" ->
                attempt(CallStep.number(arguments, 1) == CKU_SO, arguments[3], () -> next.call(arguments));
            case "C_SetPIN" -> attempt(pins.isSo(arguments[1]), arguments[1], () -> next.call(arguments));
            default -> next.call(arguments);
        };
    }

    @FunctionalInterface
    private interface Sending {
        @Nullable
        Object call() throws PKCS11Exception;
    }

    /** One at a time, so that threads cannot spend the same try. */
    private synchronized @Nullable Object attempt(boolean so, @Nullable Object pin, Sending sending)
            throws PKCS11Exception {
        if (so) {
            NotRun.unless(pins.isSo(pin), "a wrong SO PIN is not sent to a token that is kept");
            return sending.call();
        }
        if (pins.isUser(pin)) {
            return right(sending);
        }
        int after = Math.max(0, left() - 1);
        NotRun.unless(
                after >= floor,
                "a wrong PIN would leave " + after + " tries, and " + floor + " must be left: it was not sent");
        spent++;
        return sending.call();
    }

    private @Nullable Object right(Sending sending) throws PKCS11Exception {
        try {
            Object result = sending.call();
            spent = 0;
            return result;
        } catch (PKCS11Exception e) {
            if (e.getErrorCode() == CKR_PIN_INCORRECT || e.getErrorCode() == CKR_PIN_LOCKED) {
                alarm.accept("The PIN that was right before is refused with " + Returns.name(e.getErrorCode())
                        + ": it is not tried again");
            }
            throw e;
        }
    }

    private int left() throws PKCS11Exception {
        OptionalInt told = counter.left();
        if (told.isPresent()) {
            return told.getAsInt();
        }
        long flags = counter.flags();
        if ((flags & CKF_USER_PIN_LOCKED) != 0) {
            return 0;
        }
        boolean somebodyElse = (flags & CKF_USER_PIN_COUNT_LOW) != 0 && spent == 0;
        return somebodyElse || (flags & CKF_USER_PIN_FINAL_TRY) != 0 ? 1 : triesAtMost - spent;
    }
}
