package org.tokentwin.client;

import java.util.OptionalInt;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenFlag;

/**
 * The state of a PIN, the user's where nothing else is said. A token may leave the flags for a low count and for the last try always off, and most do not tell
 * the number of tries.
 *
 * @param triesLeft wrong PINs that the token still takes, the locking one included; empty where it does not tell
 * @param triesAtMost what {@code triesLeft} is after a right PIN; empty where the token does not tell
 */
public record PinStatus(
        boolean initialized,
        boolean countLow,
        boolean finalTry,
        boolean locked,
        boolean toBeChanged,
        OptionalInt triesLeft,
        OptionalInt triesAtMost) {

    static PinStatus of(Token token, OptionalInt triesLeft, OptionalInt triesAtMost) {
        boolean locked = token.has(TokenFlag.CKF_USER_PIN_LOCKED) || triesLeft.equals(OptionalInt.of(0));
        return new PinStatus(
                token.has(TokenFlag.CKF_USER_PIN_INITIALIZED),
                token.has(TokenFlag.CKF_USER_PIN_COUNT_LOW),
                !locked && (token.has(TokenFlag.CKF_USER_PIN_FINAL_TRY) || triesLeft.equals(OptionalInt.of(1))),
                locked,
                token.has(TokenFlag.CKF_USER_PIN_TO_BE_CHANGED),
                triesLeft,
                triesAtMost);
    }

    /** The state of the SO PIN, likewise. */
    static PinStatus ofSecurityOfficer(Token token, OptionalInt triesLeft, OptionalInt triesAtMost) {
        boolean locked = token.has(TokenFlag.CKF_SO_PIN_LOCKED) || triesLeft.equals(OptionalInt.of(0));
        return new PinStatus(
                true,
                token.has(TokenFlag.CKF_SO_PIN_COUNT_LOW),
                !locked && (token.has(TokenFlag.CKF_SO_PIN_FINAL_TRY) || triesLeft.equals(OptionalInt.of(1))),
                locked,
                token.has(TokenFlag.CKF_SO_PIN_TO_BE_CHANGED),
                triesLeft,
                triesAtMost);
    }

    /** The state in words, as {@code 13 of 15 tries left}. */
    public String describe() {
        if (!initialized) {
            return "not set";
        }
        if (locked) {
            return "locked";
        }
        String tries = describeTries();
        return toBeChanged ? tries + ", must be changed" : tries;
    }

    private String describeTries() {
        if (triesLeft.isPresent()) {
            return triesAtMost.isPresent()
                    ? triesLeft.getAsInt() + " of " + triesAtMost.getAsInt() + " tries left"
                    : "tries left: " + triesLeft.getAsInt();
        }
        if (finalTry) {
            return "one try left";
        }
        return countLow ? "a wrong PIN was entered since the last right one" : "set";
    }
}
