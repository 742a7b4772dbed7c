package org.tokentwin.emulator.card;

/** A PIN policy, data object {@code DF45}, in its order of tags. */
public record TestPolicy(
        int userTries,
        int soTries,
        int minLength,
        int maxLength,
        int required,
        int forbidden,
        int history,
        int repetitions,
        int rules) {
    static final int CHANGE_ENFORCED = 0x01;
    static final int CHANGE_AFTER_SO = 0x02;
    static final int ANYONE_WRITES_PUBLIC_FILES = 0x04;
    static final int INITIAL_8_DIGITS = 0x08;

    /** The e-Cert token's: 15 tries, 8 to 20 characters of all classes, an initial PIN of 8 digits that must be changed. */
    public static TestPolicy ecert() {
        return new TestPolicy(15, 15, 8, 20, 0x0F, 0, 0, 0, CHANGE_ENFORCED | INITIAL_8_DIGITS);
    }

    TestPolicy withUserTries(int other) {
        return new TestPolicy(other, soTries, minLength, maxLength, required, forbidden, history, repetitions, rules);
    }

    TestPolicy withSoTries(int other) {
        return new TestPolicy(userTries, other, minLength, maxLength, required, forbidden, history, repetitions, rules);
    }

    TestPolicy withClasses(int otherRequired, int otherForbidden) {
        return new TestPolicy(
                userTries, soTries, minLength, maxLength, otherRequired, otherForbidden, history, repetitions, rules);
    }

    TestPolicy withHistory(int other) {
        return new TestPolicy(userTries, soTries, minLength, maxLength, required, forbidden, other, repetitions, rules);
    }

    TestPolicy withRepetitions(int other) {
        return new TestPolicy(userTries, soTries, minLength, maxLength, required, forbidden, history, other, rules);
    }

    TestPolicy withRules(int other) {
        return new TestPolicy(
                userTries, soTries, minLength, maxLength, required, forbidden, history, repetitions, other);
    }

    byte[] encoded() {
        int[] values = {userTries, soTries, minLength, maxLength, required, forbidden, history, repetitions, rules};
        byte[] encoded = new byte[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            encoded[3 * i] = (byte) (0x80 + i);
            encoded[3 * i + 1] = 1;
            encoded[3 * i + 2] = (byte) values[i];
        }
        return encoded;
    }
}
