package org.tokentwin.junit;

/** What has become of a token's initial PIN. */
public enum PinState {
    /** Changed for one that conforms to the policy: the token is ready for use. */
    CHANGED,
    /** As in the PIN envelope: the token is as it comes from the post. */
    INITIAL
}
