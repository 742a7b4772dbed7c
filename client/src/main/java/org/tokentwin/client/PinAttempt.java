package org.tokentwin.client;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;

/**
 * Sends a PIN to a token with care: looks at the retry counter first, and tells what is left of it when the token refuses the PIN.
 */
final class PinAttempt {
    private final Supplier<PinStatus> status;

    /** @param status asks the token for the state of the PIN that is sent */
    PinAttempt(Supplier<PinStatus> status) {
        this.status = status;
    }

    void run(TryRisk risk, Runnable attempt) {
        run(risk, attempt, (before, refusal) -> wrongPin(status.get(), refusal));
    }

    /** Sends the PIN for one use of a key, which on some tokens is another than the user's, with a counter that nobody can read. */
    void runForUse(TryRisk risk, Runnable attempt) {
        run(risk, attempt, (before, refusal) -> {
            PinStatus now = status.get();
            return now.equals(before) ? perhapsAnotherPin(before, refusal) : wrongPin(now, refusal);
        });
    }

    private void run(TryRisk risk, Runnable attempt, BiFunction<PinStatus, TokenException, TokenException> wrong) {
        PinStatus before = status.get();
        refuseWhatCannotSucceed(before, risk);
        try {
            attempt.run();
        } catch (TokenException e) {
            throw e.is(Ckr.CKR_PIN_INCORRECT) ? wrong.apply(before, e) : e;
        }
    }

    /** Where the token counts the user PIN's tries for all to see, a count that stays is proof. */
    private static TokenException perhapsAnotherPin(PinStatus user, TokenException refusal) {
        String known = user.triesLeft().isPresent()
                ? ", and the user PIN lost no try: the key has its own PIN"
                : ". The key may have its own PIN";
        return refusal.withMessage(
                "the PIN for this use of the key is wrong" + known,
                "Do not repeat it, since every wrong one costs a try. Give the key's own PIN, as a signature PIN, with --signature-pin-file or"
                        + " --signature-pin-env.");
    }

    private static void refuseWhatCannotSucceed(PinStatus status, TryRisk risk) {
        if (status.locked()) {
            throw TokenException.returned(Ckr.CKR_PIN_LOCKED, "the PIN was not sent to the token");
        }
        if (status.finalTry() && risk == TryRisk.KEEP_FINAL_TRY) {
            throw TokenException.refused(
                    "one try is left, and a wrong PIN would lock the token: the PIN was not sent to it",
                    "If you are sure of the PIN, repeat the command with --allow-final-try.");
        }
    }

    private static TokenException wrongPin(PinStatus now, TokenException refusal) {
        if (now.locked()) {
            return refusal.withMessage("the PIN is wrong, and the token is now locked", lockedAdvice());
        }
        String left = now.triesLeft().isPresent() || now.finalTry() ? ": " + now.describe() : "";
        return refusal.withMessage("the PIN is wrong" + left, refusal.advice());
    }

    private static String lockedAdvice() {
        return TokenException.returned(Ckr.CKR_PIN_LOCKED, "").advice();
    }
}
