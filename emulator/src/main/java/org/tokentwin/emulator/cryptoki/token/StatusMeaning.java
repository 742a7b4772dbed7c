package org.tokentwin.emulator.cryptoki.token;

import java.util.Locale;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** What a status word means in PKCS#11: the one place where the card's refusals become CKRs. By the kind of command. */
enum StatusMeaning {
    /** Reading and writing files and data objects. */
    FILE {
        @Override
        Ckr own(int sw) {
            return sw == 0x6A84 ? Ckr.CKR_DEVICE_MEMORY : Ckr.CKR_DEVICE_ERROR;
        }
    },
    /** Presenting a PIN. */
    PIN {
        @Override
        Ckr own(int sw) {
            return sw == 0x6A88 ? Ckr.CKR_USER_TYPE_INVALID : Ckr.CKR_DEVICE_ERROR;
        }
    },
    /** Setting a PIN. */
    NEW_PIN {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case 0x6A87, 0x6700 -> Ckr.CKR_PIN_LEN_RANGE;
                case 0x6A80, 0x6985 -> Ckr.CKR_PIN_INVALID;
                case 0x6A88 -> Ckr.CKR_USER_TYPE_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Making, importing and deleting keys. */
    NEW_KEY {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case 0x6A80 -> Ckr.CKR_TEMPLATE_INCONSISTENT;
                case 0x6A84 -> Ckr.CKR_DEVICE_MEMORY;
                case 0x6A88 -> Ckr.CKR_OBJECT_HANDLE_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    },
    /** Computing with a key. */
    KEY_USE {
        @Override
        Ckr own(int sw) {
            return switch (sw) {
                case 0x6985 -> Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED;
                case 0x6A88 -> Ckr.CKR_KEY_HANDLE_INVALID;
                case 0x6A80 -> Ckr.CKR_DATA_INVALID;
                default -> Ckr.CKR_DEVICE_ERROR;
            };
        }
    };

    private static final int WRONG_PIN = 0x63C0;
    private static final int WITHOUT_TRIES = 0xFFF0;

    /** What {@code sw} means for this kind of command alone. */
    abstract Ckr own(int sw);

    /** The exception for a command that the card refused. */
    CryptokiException refusal(int ins, int sw) {
        String why = String.format(Locale.ROOT, "the card answered INS %02X with %04X", ins, sw);
        return new CryptokiException(ckr(sw), why);
    }

    private Ckr ckr(int sw) {
        if ((sw & WITHOUT_TRIES) == WRONG_PIN) {
            return Ckr.CKR_PIN_INCORRECT;
        }
        return switch (sw) {
            case 0x6881 -> Ckr.CKR_DEVICE_REMOVED;
            case 0x6982 -> Ckr.CKR_USER_NOT_LOGGED_IN;
            case 0x6983 -> Ckr.CKR_PIN_LOCKED;
            case 0x6984 -> Ckr.CKR_USER_PIN_NOT_INITIALIZED;
            default -> own(sw);
        };
    }
}
