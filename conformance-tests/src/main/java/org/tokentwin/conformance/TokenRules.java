package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import java.util.OptionalInt;

/**
 * What is expected of the token's user PIN.
 *
 * @param maxTries wrong PINs in a row that lock it
 * @param minPinLength characters
 * @param maxPinLength characters
 * @param fourClasses whether a new PIN must have upper case, lower case, digit and special character
 * @param initialPin what becomes of the PIN that the token is issued with
 * @param envelope whether that PIN is 8 digits in an envelope
 * @param model where this is from
 */
public record TokenRules(
        int maxTries,
        int minPinLength,
        int maxPinLength,
        boolean fourClasses,
        InitialPin initialPin,
        boolean envelope,
        Model model) {
    /** The rules of the Hongkong Post e-Cert Token's user guide. */
    public static final TokenRules HONGKONG_POST =
            new TokenRules(15, 8, 20, true, InitialPin.REFUSED_AT_LOGIN, true, Model.E_TOKEN);

    private static final int USUAL_TRIES = 15;

    /** The PIN that a token is issued with. */
    public enum InitialPin {
        /** It is like any other. */
        KEPT,
        /** It has to be changed; {@code C_Login} takes it. */
        TO_BE_CHANGED,
        /** {@code C_Login} returns {@code CKR_PIN_EXPIRED} until it is changed. */
        REFUSED_AT_LOGIN
    }

    /** Who says what is expected. */
    public enum Model {
        /** A profile of an eToken, whose cards judge each new PIN. */
        E_TOKEN,
        /** The token itself, and its owner how many tries it has. */
        OWNER,
        /** The token itself: nobody says how many wrong PINs lock it. */
        UNKNOWN
    }

    /**
     * What a token of an unknown model says of itself: no more than how long a PIN can be.
     *
     * @param tries what its owner says; where nobody does, enough to lock the tokens that are known, for the cases that may
     */
    static TokenRules toldBy(CK_TOKEN_INFO info, OptionalInt tries) {
        return new TokenRules(
                tries.orElse(USUAL_TRIES),
                (int) Math.min(info.ulMinPinLen, Integer.MAX_VALUE),
                (int) Math.min(info.ulMaxPinLen, Integer.MAX_VALUE),
                false,
                InitialPin.KEPT,
                false,
                tries.isPresent() ? Model.OWNER : Model.UNKNOWN);
    }

    /** Whether a profile says what is expected. */
    public boolean isOfEToken() {
        return model == Model.E_TOKEN;
    }

    /** Whether somebody says how many wrong PINs in a row lock the token. */
    public boolean tellsTries() {
        return model != Model.UNKNOWN;
    }
}
