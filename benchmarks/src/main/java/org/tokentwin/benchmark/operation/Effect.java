package org.tokentwin.benchmark.operation;

/** What an operation does to a token, and so on which it may be measured. */
public enum Effect {
    /** Reads, or makes session objects, with nobody logged in. */
    HARMLESS("harmless", true),
    /** Needs one login with the right PIN for each measuring process. */
    LOGIN("one login", true),
    /** Spends tries, changes the PIN, or writes to the token. */
    CHANGE("disposable tokens only", false);

    private final String text;
    private final boolean safe;

    Effect(String text, boolean safe) {
        this.text = text;
        this.safe = safe;
    }

    public String text() {
        return text;
    }

    /** Whether it may be done to somebody's token. */
    public boolean isSafe() {
        return safe;
    }
}
