package org.tokentwin.emulator.cryptoki.token;

import java.util.HexFormat;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** What a status word means in PKCS#11: the one place where the card's refusals become CKRs. By the kind of command. */
enum StatusMeaning {
    /** Reading and writing files and data objects. */
    FILE {
        @Override
        Ckr own(int sw) {
            return sw == StatusWord.SW_NOT_ENOUGH_MEMORY ? Ckr.CKR_DEVICE_MEMORY : Ckr.CKR_DEVICE_ERROR;
        }
    },
    /** Presenting a PIN. */
    PIN {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case StatusWord.SW_REFERENCE_DATA_NOT_FOUND -> Ckr.CKR_USER_TYPE_INVALID;
                // No PIN has this length: wrong, although no try was taken.
                case StatusWord.SW_WRONG_LENGTH -> Ckr.CKR_PIN_INCORRECT;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Setting a PIN. */
    NEW_PIN {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case StatusWord.SW_LENGTH_INCONSISTENT, StatusWord.SW_WRONG_LENGTH -> Ckr.CKR_PIN_LEN_RANGE;
                case StatusWord.SW_WRONG_DATA, StatusWord.SW_CONDITIONS_NOT_SATISFIED -> Ckr.CKR_PIN_INVALID;
                case StatusWord.SW_REFERENCE_DATA_NOT_FOUND -> Ckr.CKR_USER_TYPE_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Changing the rules for PINs. */
    SETTING {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case StatusWord.SW_WRONG_DATA -> Ckr.CKR_ATTRIBUTE_VALUE_INVALID;
                case StatusWord.SW_CONDITIONS_NOT_SATISFIED -> Ckr.CKR_ATTRIBUTE_READ_ONLY;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Making, importing and deleting keys. */
    NEW_KEY {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case StatusWord.SW_WRONG_DATA -> Ckr.CKR_TEMPLATE_INCONSISTENT;
                case StatusWord.SW_NOT_ENOUGH_MEMORY -> Ckr.CKR_DEVICE_MEMORY;
                case StatusWord.SW_REFERENCE_DATA_NOT_FOUND -> Ckr.CKR_OBJECT_HANDLE_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Computing with a key. */
    KEY_USE {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case StatusWord.SW_CONDITIONS_NOT_SATISFIED -> Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED;
                case StatusWord.SW_REFERENCE_DATA_NOT_FOUND -> Ckr.CKR_KEY_HANDLE_INVALID;
                case StatusWord.SW_WRONG_DATA -> Ckr.CKR_DATA_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    };

    /** What {@code sw} means for this kind of command alone. */
    abstract Ckr own(int sw);

    /** The exception for a command that the card refused. */
    CryptokiException refusal(int ins, int sw) {
        String why = "the card answered INS " + HexFormat.of().withUpperCase().toHexDigits((byte) ins) + " with "
                + StatusWord.describe(sw);
        return new CryptokiException(ckr(sw), why);
    }

    private Ckr ckr(int sw) {
        if (StatusWord.isTriesLeft(sw)) {
            return Ckr.CKR_PIN_INCORRECT;
        }
        return switch (sw) {
            case StatusWord.SW_CHANNEL_NOT_SUPPORTED -> Ckr.CKR_DEVICE_REMOVED;
            case StatusWord.SW_SECURITY_STATUS_NOT_SATISFIED -> Ckr.CKR_USER_NOT_LOGGED_IN;
            case StatusWord.SW_AUTHENTICATION_BLOCKED -> Ckr.CKR_PIN_LOCKED;
            case StatusWord.SW_REFERENCE_DATA_NOT_USABLE -> Ckr.CKR_USER_PIN_NOT_INITIALIZED;
            default -> own(sw);
        };
    }
}
