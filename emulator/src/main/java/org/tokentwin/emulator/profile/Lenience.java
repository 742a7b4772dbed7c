package org.tokentwin.emulator.profile;

/** What a model lets pass, or goes on after, although the standard does not. */
public enum Lenience {
    LOGOUT_WITHOUT_LOGIN("`C_Logout` where nobody is logged in returns `CKR_OK`."),
    DIGEST_ENDS_PARTS("`C_Digest` ends a digest that was begun in parts: its data is the last part."),
    SIGNATURE_ENDS_PARTS("`C_Sign` ends a signature that was begun in parts: its data is the last part."),
    BAD_ARGUMENTS_END_NOTHING(
            "A call that returns `CKR_ARGUMENTS_BAD` leaves the operation that it belongs to as it was.");

    private final String meaning;

    Lenience(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what is so where the model has the lenience, a sentence. */
    public String meaning() {
        return meaning;
    }
}
