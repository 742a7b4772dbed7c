package org.tokentwin.conformance.guard;

/**
 * What is known of the PIN that a token's keys with {@code CKA_ALWAYS_AUTHENTICATE} want for each use: it is the user PIN, or one of their own (a
 * signature PIN), of which nobody tells the tries.
 */
public interface KeyPin {
    /** Of a token that may be locked: nothing has to be known. */
    KeyPin ANY = new KeyPin() {
        @Override
        public boolean isUsers() {
            return true;
        }

        @Override
        public boolean isAnother() {
            return false;
        }

        @Override
        public void taken() {}

        @Override
        public void refused() {}
    };

    /** Whether a key took the user PIN. */
    boolean isUsers();

    /** Whether a key refused the user PIN, in this run or in one before. */
    boolean isAnother();

    /** A key took the user PIN. */
    void taken();

    /** A key refused the user PIN, which has cost a try of the other one. */
    void refused();
}
