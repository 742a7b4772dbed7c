package org.tokentwin.conformance;

/** The hand that takes the token under test out of its slot and puts it back. */
public interface Insertion {
    /** Takes the token out. */
    void remove();

    /** Puts it into the slot that it was in. */
    void insert();

    /** Ends the case: a token that is kept goes back into its slot. */
    default void end() {}
}
