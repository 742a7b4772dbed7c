package org.tokentwin.client;

import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

/**
 * Sends a PIN to a token with care: looks at the retry counter first, and tells what is left of it when the token refuses the PIN.
 */
final class PinAttempt {
    private final TokenClient client;
    private final Token token;

    PinAttempt(TokenClient client, Token token) {
        this.client = client;
        this.token = token;
    }

    void run(TryRisk risk, Runnable attempt) {
        refuseWhatCannotSucceed(client.pinStatus(token), risk);
        try {
            attempt.run();
        } catch (TokenException e) {
            throw e.is(Ckr.CKR_PIN_INCORRECT) ? wrongPin(e) : e;
        }
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

    private TokenException wrongPin(TokenException refusal) {
        PinStatus status = client.pinStatus(token);
        if (status.locked()) {
            return refusal.withMessage("the PIN is wrong, and the token is now locked", lockedAdvice());
        }
        String left = status.triesLeft().isPresent() || status.finalTry() ? ": " + status.describe() : "";
        return refusal.withMessage("the PIN is wrong" + left, refusal.advice());
    }

    private static String lockedAdvice() {
        return TokenException.returned(Ckr.CKR_PIN_LOCKED, "").advice();
    }
}
