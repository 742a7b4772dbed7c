package org.tokentwin.benchmark.token;

/**
 * The PINs of tokens that are made for a run and thrown away. They have 8 characters, the most that one of the peers takes and the fewest
 * that the policy of the e-Cert token allows.
 */
public final class DisposablePins {
    private static final String USER = "Aa1#Bb2$";
    private static final String OTHER = "Cc3#Dd4$";
    private static final String WRONG = "Zz9#Zz9#";
    private static final String SO = "So8#So8#";

    private DisposablePins() {}

    /** The user PIN. Each array is the caller's own. */
    public static char[] user() {
        return USER.toCharArray();
    }

    /** The PIN that a change alternates to. */
    public static char[] other() {
        return OTHER.toCharArray();
    }

    /** Of the right shape, and never a token's PIN. */
    public static char[] wrong() {
        return WRONG.toCharArray();
    }

    /** A PIN that every token refuses as too short: 3 characters. */
    public static char[] refused() {
        return "Aa1".toCharArray();
    }

    public static char[] so() {
        return SO.toCharArray();
    }
}
