package org.tokentwin.conformance;

/** What a case found. Decided by what happened, never by who made the token. */
public enum Verdict {
    /** As required. */
    PASS("pass"),
    /** Not to the letter of the standard, and no harm done: the call was refused, but with another return value. */
    DEVIATION("deviation"),
    /** A wrong result, a crash, a contradiction with itself, or a broken security rule. */
    FAIL("fail"),
    /** The token does not have, and does not claim, what the case is about. */
    NOT_APPLICABLE("not applicable"),
    /** Held back: the case may do more than was allowed, or needs something that was not given. It says nothing of the token. */
    NOT_RUN("not run");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As reports write it. */
    @Override
    public String toString() {
        return text;
    }
}
