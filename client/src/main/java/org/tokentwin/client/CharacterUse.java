package org.tokentwin.client;

import java.util.Arrays;
import java.util.Optional;

/** What a token wants of a kind of characters in a new user PIN, with the number that SafeNet's policy object has for it. */
public enum CharacterUse {
    ALLOWED(0),
    FORBIDDEN(1),
    REQUIRED(2);

    private final int number;

    CharacterUse(int number) {
        this.number = number;
    }

    /** The use with a number; empty if there is none. */
    public static Optional<CharacterUse> of(int number) {
        return Arrays.stream(values()).filter(use -> use.number == number).findFirst();
    }

    public int number() {
        return number;
    }
}
