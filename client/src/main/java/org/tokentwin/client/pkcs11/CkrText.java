package org.tokentwin.client.pkcs11;

import static java.util.Map.entry;

import java.util.Map;

/** What a return value means to the user, and what to do about it. The one place for these words. */
record CkrText(String message, String advice) {
    private static final String NO_DETAIL =
            "The module gives no detail. Run 'doctor', or look into the log of the module.";

    private static final Map<Ckr, CkrText> TEXTS = Map.ofEntries(
            entry(
                    Ckr.CKR_SLOT_ID_INVALID,
                    text("there is no such slot", "List the slots with 'token list --all-slots'.")),
            entry(Ckr.CKR_TOKEN_NOT_PRESENT, text("no token is in the slot", "Insert the token and try again.")),
            entry(
                    Ckr.CKR_TOKEN_NOT_RECOGNIZED,
                    text("the module does not recognise the token", "Use the module that belongs to this token.")),
            entry(
                    Ckr.CKR_DEVICE_REMOVED,
                    text("the token was removed", "Insert the token again and repeat the command.")),
            entry(
                    Ckr.CKR_DEVICE_ERROR,
                    text("the token or its reader failed", "Remove the token, insert it and try again.")),
            entry(
                    Ckr.CKR_FUNCTION_CANCELED,
                    text(
                            "no PIN was entered: the question was cancelled, or nobody answered in time",
                            "Try again. It cost no try.")),
            entry(Ckr.CKR_PIN_INCORRECT, text("the PIN is wrong", "Check the PIN. Every wrong one costs a try.")),
            entry(
                    Ckr.CKR_PIN_INVALID,
                    text(
                            "the token refuses the new PIN: its characters do not satisfy the token's rule",
                            "See 'token info'.")),
            entry(
                    Ckr.CKR_PIN_LEN_RANGE,
                    text("the PIN is too short or too long", "See the PIN lengths in 'token info'.")),
            entry(Ckr.CKR_PIN_TOO_WEAK, text("the token refuses the new PIN as too weak", "Choose a stronger PIN.")),
            entry(
                    Ckr.CKR_PIN_EXPIRED,
                    text("the PIN must be changed before the token can be used", "Change it with 'pin change'.")),
            entry(
                    Ckr.CKR_PIN_LOCKED,
                    text(
                            "the PIN is locked",
                            "No PIN is accepted any more. Where the token has no SO PIN, have the certificate revoked and "
                                    + "apply for a new one.")),
            entry(
                    Ckr.CKR_USER_PIN_NOT_INITIALIZED,
                    text("the token has no user PIN yet", "Have the token initialised by its issuer.")),
            entry(
                    Ckr.CKR_USER_ALREADY_LOGGED_IN,
                    text(
                            "this application is already logged in to the token",
                            "Log out, or close the other session first.")),
            entry(Ckr.CKR_USER_NOT_LOGGED_IN, text("this needs a login", "Log in with the user PIN.")),
            entry(
                    Ckr.CKR_MECHANISM_INVALID,
                    text("the token does not offer this mechanism", "See the mechanisms in 'token info'.")),
            entry(
                    Ckr.CKR_KEY_TYPE_INCONSISTENT,
                    text("this key cannot be used with this mechanism", "Choose a mechanism for the key's type.")),
            entry(
                    Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED,
                    text("the key may not be used for this", "Choose a key that allows it.")),
            entry(
                    Ckr.CKR_DATA_LEN_RANGE,
                    text(
                            "the data is too long for this mechanism",
                            "Use a mechanism that hashes, as CKM_SHA256_RSA_PKCS.")),
            entry(
                    Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                    text("the module does not support this function", "Use another module for this token.")));

    static CkrText of(Ckr ckr) {
        return TEXTS.getOrDefault(ckr, text("the module answered " + ckr.name(), NO_DETAIL));
    }

    private static CkrText text(String message, String advice) {
        return new CkrText(message, advice);
    }
}
