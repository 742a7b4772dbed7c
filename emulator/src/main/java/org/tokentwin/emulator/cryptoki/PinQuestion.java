package org.tokentwin.emulator.cryptoki;

import java.util.List;

/**
 * A PIN, or two, that the user is to enter, and all that the user should know first.
 *
 * @param label the token's
 * @param serial the token's
 * @param triesLeft wrong PINs until it locks
 * @param triesAtMost what they were before the first wrong one
 * @param minLength characters of a new PIN
 * @param maxLength likewise
 * @param characters the classes of which a new PIN needs one character each: {@code upper}, {@code lower}, {@code digit}, {@code special}
 */
public record PinQuestion(
        Purpose purpose,
        Holder holder,
        Program program,
        String label,
        String serial,
        int triesLeft,
        int triesAtMost,
        int minLength,
        int maxLength,
        List<String> characters) {
    public PinQuestion {
        characters = List.copyOf(characters);
    }

    /** What the PIN is for. */
    public enum Purpose {
        /** {@code C_Login}. */
        LOGIN(1),
        /** {@code C_Login} for {@code CKU_CONTEXT_SPECIFIC}: one use of a key. */
        USE_KEY(1),
        /** {@code C_SetPIN}: the current PIN, and a new one. */
        CHANGE(2),
        /** {@code C_InitPIN}: a new PIN for the user, set by the SO. */
        SET(1);

        private final int pins;

        Purpose(int pins) {
            this.pins = pins;
        }

        /** How many PINs are entered. */
        public int pins() {
            return pins;
        }
    }

    /** Whose PIN it is. */
    public enum Holder {
        USER,
        SO,
        /** The user's second one, for each use of a key. */
        SIGNATURE
    }
}
