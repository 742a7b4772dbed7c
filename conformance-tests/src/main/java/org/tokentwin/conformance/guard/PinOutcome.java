package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_EXPIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SLOT_ID_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_WRITE_PROTECTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_PIN_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_TYPE_INVALID;

import java.util.Set;

/** What a return value of {@code C_SetPIN} or {@code C_InitPIN} says of the token's PIN. */
public enum PinOutcome {
    /** The token has the new PIN. */
    TAKEN,
    /** The token has the PIN that it had. */
    REFUSED,
    /** The token, or the way to it, failed: it has the one or the other. */
    UNKNOWN;

    /** The values with which a module says that the call was wrong, rather than that something broke on its way. */
    private static final Set<Long> REFUSALS = Set.of(
            CKR_ARGUMENTS_BAD,
            CKR_CRYPTOKI_NOT_INITIALIZED,
            CKR_FUNCTION_NOT_SUPPORTED,
            CKR_PIN_EXPIRED,
            CKR_PIN_INCORRECT,
            CKR_PIN_INVALID,
            CKR_PIN_LEN_RANGE,
            CKR_PIN_LOCKED,
            CKR_SESSION_HANDLE_INVALID,
            CKR_SESSION_READ_ONLY,
            CKR_SLOT_ID_INVALID,
            CKR_TOKEN_WRITE_PROTECTED,
            CKR_USER_NOT_LOGGED_IN,
            CKR_USER_PIN_NOT_INITIALIZED,
            CKR_USER_TYPE_INVALID);

    /** One of the values that are a refusal. */
    static final long A_REFUSAL = CKR_PIN_INVALID;

    /** By a {@code CK_RV}; one that is not known says nothing. */
    public static PinOutcome of(long ckr) {
        if (ckr == CKR_OK) {
            return TAKEN;
        }
        return REFUSALS.contains(ckr) ? REFUSED : UNKNOWN;
    }
}
