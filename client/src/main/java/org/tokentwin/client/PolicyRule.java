package org.tokentwin.client;

/**
 * A rule for a new user PIN, a number each, that SafeNet's policy object holds. The bounds are those of a client that knows no token: a token may be
 * narrower, and says so when it is asked.
 */
public enum PolicyRule {
    LEAST_LENGTH(0x80001202L, 1, Limits.LENGTH),
    MOST_LENGTH(0x8000120FL, 1, Limits.LENGTH),
    /** Days after which a user PIN must be changed; 0 for never. */
    MOST_AGE(0x80001204L, 0, Limits.DAYS),
    /** How many earlier PINs are refused. */
    HISTORY(0x80001207L, 0, Limits.COUNT),
    /** How often in a row one character may stand; 0 for any number. */
    REPETITIONS(0x80001209L, 0, Limits.COUNT),
    UPPER_CASE(0x8000120BL, 0, Limits.USE),
    LOWER_CASE(0x8000120CL, 0, Limits.USE),
    DIGITS(0x8000120AL, 0, Limits.USE),
    SPECIAL(0x8000120DL, 0, Limits.USE);

    private final long attribute;
    private final int least;
    private final int most;

    PolicyRule(long attribute, int least, int most) {
        this.attribute = attribute;
        this.least = least;
        this.most = most;
    }

    long attribute() {
        return attribute;
    }

    /** The least value that can be asked for. */
    public int least() {
        return least;
    }

    /** The greatest value that can be asked for. */
    public int most() {
        return most;
    }

    /** Whether it is about a kind of characters, so that its value is a {@link CharacterUse}. */
    public boolean isOfCharacters() {
        return most == Limits.USE;
    }

    private static final class Limits {
        static final int LENGTH = 255;
        static final int DAYS = 9999;
        static final int COUNT = 255;
        static final int USE = CharacterUse.REQUIRED.number();

        private Limits() {}
    }
}
