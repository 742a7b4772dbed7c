package org.tokentwin.emulator.cryptoki.token;

/** Who may read a file, and who may change or delete it. */
public record FileAccess(AccessCondition read, AccessCondition write) {
    /** Read by anyone, written by the user who is logged in. */
    public static final FileAccess PUBLIC = new FileAccess(AccessCondition.ALWAYS, AccessCondition.USER_OR_SO);
    /** The user's alone. */
    public static final FileAccess PRIVATE = new FileAccess(AccessCondition.USER, AccessCondition.USER);
}
