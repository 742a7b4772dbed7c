package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_LOGIN_REQUIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RNG;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_TO_BE_CHANGED;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.PinState;
import org.tokentwin.conformance.TokenRules;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class TokenCases {
    @ConformanceCase(
            id = "TOKEN-001",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "Label, manufacturer, model and serial number are padded with blanks, never with zeros")
    void strings_arePaddedWithBlanks(TokenUnderTest token) throws PKCS11Exception {
        CK_TOKEN_INFO info = token.p11().C_GetTokenInfo(token.slot());

        for (char[] text : new char[][] {info.label, info.manufacturerID, info.model, info.serialNumber}) {
            assertThat(new String(text)).doesNotContain("\0");
        }
        assertThat(new String(info.manufacturerID)).isNotBlank();
        assertThat(new String(info.model)).isNotBlank();
    }

    @ConformanceCase(
            id = "TOKEN-002",
            section = "guide",
            requirement = "A serial number is 8 lower-case hexadecimal digits, that of an IDPrime 16 upper-case ones")
    void serialNumber_isEightHexDigits(TokenUnderTest token) throws PKCS11Exception {
        token.requireEToken();
        assertThat(new String(token.p11().C_GetTokenInfo(token.slot()).serialNumber).strip())
                .matches("[0-9a-f]{8}|[0-9A-F]{16}");
    }

    @ConformanceCase(
            id = "TOKEN-003",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "An issued token is initialised, has a user PIN, wants a login and has a random generator")
    void flags_tellAnIssuedToken(TokenUnderTest token) throws PKCS11Exception {
        long expected = CKF_RNG | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED | CKF_TOKEN_INITIALIZED;

        assertThat(token.flags() & expected).isEqualTo(expected);
    }

    @ConformanceCase(
            id = "TOKEN-004",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "After the right PIN a token reports no low count, final try or lock")
    void unspentTries_raiseNoFlag(TokenUnderTest token) throws PKCS11Exception {
        token.openReadOnlyUser();

        assertThat(token.flags() & (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED))
                .isZero();
    }

    @ConformanceCase(
            id = "TOKEN-005",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "The reported PIN lengths are those of the token's rules")
    void pinLengths_areReported(TokenUnderTest token) throws PKCS11Exception {
        token.requireEToken();
        CK_TOKEN_INFO info = token.p11().C_GetTokenInfo(token.slot());

        assertThat(info.ulMinPinLen).isEqualTo(token.rules().minPinLength());
        assertThat(info.ulMaxPinLen).isEqualTo(token.rules().maxPinLength());
    }

    @PinState(PinState.Value.INITIAL)
    @ConformanceCase(
            id = "TOKEN-006",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "CKF_USER_PIN_TO_BE_CHANGED is set while the PIN is the envelope's")
    void initialPin_isToBeChanged(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(
                token.rules().initialPin() != TokenRules.InitialPin.KEPT, "the token is issued without an envelope");
        assertThat(token.flags() & CKF_USER_PIN_TO_BE_CHANGED).isNotZero();
    }

    @ConformanceCase(
            id = "TOKEN-007",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "CKF_USER_PIN_TO_BE_CHANGED is clear once the user has set the PIN")
    void changedPin_isNotToBeChanged(TokenUnderTest token) throws PKCS11Exception {
        assertThat(token.flags() & CKF_USER_PIN_TO_BE_CHANGED).isZero();
    }
}
