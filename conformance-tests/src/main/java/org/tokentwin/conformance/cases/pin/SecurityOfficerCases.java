package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SO_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY_EXISTS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_WRITE_SO_EXISTS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_SO_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** What the security officer may do, and what not. They are not run where no SO PIN is known. */
@ExtendWith(ConformanceExtension.class)
class SecurityOfficerCases {
    private static final int ADMIN_KEY_DIGITS = 48;
    private static final byte[] MESSAGE = {1, 2, 3};

    @ConformanceCase(
            id = "SO-001",
            section = "5.6 C_Login",
            requirement = "The SO PIN logs the security officer in: state CKS_RW_SO_FUNCTIONS in every session",
            effect = Effect.INITIALISES)
    void rightPin_logsIn(TokenUnderTest token) throws PKCS11Exception {
        long other = token.openReadWrite();
        long session = openSo(token);

        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_SO_FUNCTIONS);
        assertThat(token.p11().C_GetSessionInfo(other).state).isEqualTo(CKS_RW_SO_FUNCTIONS);
    }

    @ConformanceCase(
            id = "SO-002",
            section = "5.6 C_Login",
            requirement = "A second login of the security officer returns CKR_USER_ALREADY_LOGGED_IN",
            effect = Effect.INITIALISES)
    void secondLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = openSo(token);

        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> login(token, session));
    }

    @ConformanceCase(
            id = "SO-003",
            section = "5.6 C_Login",
            requirement = "While the security officer is logged in, the user's login returns "
                    + "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
            effect = Effect.INITIALISES)
    void userBesideTheOfficer_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = openSo(token);

        assertReturns(CKR_USER_ANOTHER_ALREADY_LOGGED_IN, () -> token.login(session, token.pin()));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_SO_FUNCTIONS);
    }

    @ConformanceCase(
            id = "SO-004",
            section = "5.6 C_Login",
            requirement = "While the user is logged in, the security officer's login returns "
                    + "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
            effect = Effect.INITIALISES)
    void officerBesideTheUser_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.soPin();
        long session = token.openReadWriteUser();

        assertReturns(CKR_USER_ANOTHER_ALREADY_LOGGED_IN, () -> login(token, session));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "SO-005",
            section = "5.6 C_Login",
            requirement = "A read-only session keeps the security officer out: CKR_SESSION_READ_ONLY_EXISTS",
            effect = Effect.INITIALISES)
    void loginBesideReadOnlySession_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.openReadOnly();
        long session = token.openReadWrite();

        assertReturns(CKR_SESSION_READ_ONLY_EXISTS, () -> login(token, session));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "SO-006",
            section = "5.6 C_OpenSession",
            requirement = "The security officer keeps read-only sessions out: CKR_SESSION_READ_WRITE_SO_EXISTS",
            effect = Effect.INITIALISES)
    void readOnlySessionBesideTheOfficer_isRefused(TokenUnderTest token) throws PKCS11Exception {
        openSo(token);

        assertReturns(CKR_SESSION_READ_WRITE_SO_EXISTS, token::openReadOnly);
    }

    @ConformanceCase(
            id = "SO-007",
            section = "5.6 C_Logout",
            requirement = "A logout ends the security officer's login, and the user can log in",
            effect = Effect.INITIALISES)
    void logout_makesRoomForTheUser(TokenUnderTest token) throws PKCS11Exception {
        long session = openSo(token);
        token.p11().C_Logout(session);

        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_PUBLIC_SESSION);
        token.login(session);
    }

    @ConformanceCase(
            id = "SO-008",
            section = "2.6.5",
            requirement = "The security officer finds no private object",
            effect = Effect.INITIALISES)
    void privateObjects_areHidden(TokenUnderTest token) throws PKCS11Exception {
        long session = openSo(token);

        assertThat(token.find(session, bool(CKA_PRIVATE, true))).isEmpty();
    }

    @ConformanceCase(
            id = "SO-009",
            section = "2.6.5",
            requirement = "The security officer does not sign with the user's key, even by its handle of before",
            effect = Effect.INITIALISES)
    void usersKey_doesNotSign(TokenUnderTest token) throws PKCS11Exception {
        token.soPin();
        long session = token.openReadWriteUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        token.p11().C_Logout(session);
        login(token, session);

        assertReturnsOneOf(
                () -> token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE),
                CKR_KEY_HANDLE_INVALID,
                CKR_OBJECT_HANDLE_INVALID,
                CKR_USER_NOT_LOGGED_IN);
    }

    @ConformanceCase(
            id = "SO-010",
            section = "2.6.5",
            requirement = "The security officer makes no private object",
            effect = Effect.INITIALISES)
    void privateObject_isNotMade(TokenUnderTest token) throws PKCS11Exception {
        long session = openSo(token);
        CK_ATTRIBUTE[] template = {
            ulong(CKA_CLASS, CKO_DATA), bool(CKA_PRIVATE, true), bool(CKA_TOKEN, false), bytes(CKA_VALUE, MESSAGE)
        };

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_CreateObject(session, template, true));
    }

    @ConformanceCase(
            id = "SO-011",
            section = "5.5 C_InitPIN",
            requirement = "C_InitPIN gives the user the PIN, which then logs in",
            effect = Effect.INITIALISES)
    void initPin_givesTheUserThePin(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = otherPin(token);
        long session = openSo(token);
        token.p11().C_InitPIN(session, pin.clone(), true);
        token.p11().C_Logout(session);

        assertThat(Returns.name(Returns.of(() -> token.login(session, pin.clone()))))
                .isIn("CKR_OK", "CKR_PIN_EXPIRED");
    }

    @ConformanceCase(
            id = "SO-012",
            section = "5.5 C_InitPIN",
            requirement = "A PIN that is too short for the token is not given: CKR_PIN_LEN_RANGE",
            effect = Effect.INITIALISES)
    void shortPin_isNotGiven(TokenUnderTest token) throws PKCS11Exception {
        long least = token.p11().C_GetTokenInfo(token.slot()).ulMinPinLen;
        NotApplicable.unless(least > 1, "the token takes a PIN of one character");
        long session = openSo(token);

        assertReturnsOneOf(
                () -> token.p11().C_InitPIN(session, new char[] {'A'}, true), CKR_PIN_LEN_RANGE, CKR_PIN_INVALID);
        token.p11().C_Logout(session);
        token.login(session);
    }

    @ConformanceCase(
            id = "SO-013",
            section = "5.5 C_InitPIN",
            requirement = "C_InitPIN unlocks a user PIN that wrong tries have locked",
            effect = Effect.LOCKS)
    void initPin_unlocks(TokenUnderTest token) throws PKCS11Exception {
        token.soPin();
        long session = token.openReadWrite();
        for (int i = 0; i < token.rules().maxTries(); i++) {
            Returns.of(() -> token.login(session, token.wrongPin()));
        }
        NotApplicable.unless((token.flags() & CKF_USER_PIN_LOCKED) != 0, "wrong tries do not lock the token");
        login(token, session);
        char[] pin = otherPin(token);
        token.p11().C_InitPIN(session, pin.clone(), true);
        token.p11().C_Logout(session);

        assertThat(token.flags() & CKF_USER_PIN_LOCKED).isZero();
        assertThat(Returns.name(Returns.of(() -> token.login(session, pin.clone()))))
                .isIn("CKR_OK", "CKR_PIN_EXPIRED");
    }

    @ConformanceCase(
            id = "SO-014",
            section = "5.5 C_SetPIN",
            requirement = "The security officer changes the SO PIN: the new one logs in, the old one does not",
            effect = Effect.INITIALISES)
    void soPin_canBeChanged(TokenUnderTest token) throws PKCS11Exception {
        token.requireDisposable();
        char[] pin = otherSoPin(token);
        long session = openSo(token);
        token.p11().C_SetPIN(session, token.soPin(), pin.clone(), true);
        token.p11().C_Logout(session);

        assertReturns(CKR_PIN_INCORRECT, () -> login(token, session));
        assertOk(() -> token.p11().C_Login(session, CKU_SO, pin.clone(), true));
    }

    @ConformanceCase(
            id = "SO-015",
            section = "5.6 C_Login",
            requirement = "A wrong SO PIN returns CKR_PIN_INCORRECT and logs nobody in",
            effect = Effect.LOCKS)
    void wrongPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.requireSoTries();
        long session = token.openReadWrite();

        assertReturnsExactly(CKR_PIN_INCORRECT, () -> token.p11().C_Login(session, CKU_SO, wrongPin(token), true));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_PUBLIC_SESSION);
        login(token, session); // which gives the try back
    }

    @ConformanceCase(
            id = "SO-016",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "A wrong SO PIN sets CKF_SO_PIN_COUNT_LOW, not the user's flag, and the right one clears it",
            effect = Effect.LOCKS)
    void wrongPin_isTold(TokenUnderTest token) throws PKCS11Exception {
        token.requireSoTries();
        long session = token.openReadWrite();
        Returns.of(() -> token.p11().C_Login(session, CKU_SO, wrongPin(token), true));
        long told = token.flags();
        login(token, session); // which gives the try back
        NotApplicable.unless((told & CKF_SO_PIN_COUNT_LOW) != 0, "the token does not tell of wrong SO PINs");

        assertThat(told & CKF_USER_PIN_COUNT_LOW).isZero();
        assertThat(token.flags() & CKF_SO_PIN_COUNT_LOW).isZero();
    }

    @ConformanceCase(
            id = "SO-017",
            section = "5.6 C_Login",
            requirement = "The user PIN does not log the security officer in, nor the SO PIN the user",
            effect = Effect.LOCKS)
    void eachPin_isForItsOwner(TokenUnderTest token) throws PKCS11Exception {
        token.requireSoTries();
        NotApplicable.unless(!Arrays.equals(token.pin(), token.soPin()), "both PINs of the token are the same");
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INCORRECT, () -> token.p11().C_Login(session, CKU_SO, token.pin(), true));
        assertReturnsOneOf(() -> token.login(session, token.soPin()), CKR_PIN_INCORRECT, CKR_PIN_LEN_RANGE);
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_PUBLIC_SESSION);
        login(token, session); // which gives the try back, as the case's end does the user's
    }

    @ConformanceCase(
            id = "SO-018",
            section = "5.5 C_InitPIN",
            requirement = "C_InitPIN in a session of the user returns CKR_USER_NOT_LOGGED_IN",
            effect = Effect.INITIALISES)
    void initPinByTheUser_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.soPin();
        long session = token.openReadWriteUser();

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_InitPIN(session, token.pin(), true));
    }

    private static long openSo(TokenUnderTest token) throws PKCS11Exception {
        token.soPin();
        long session = token.openReadWrite();
        assertOk(() -> login(token, session));
        return session;
    }

    private static void login(TokenUnderTest token, long session) throws PKCS11Exception {
        token.p11().C_Login(session, CKU_SO, token.soPin(), true);
    }

    private static char[] wrongPin(TokenUnderTest token) {
        char[] pin = token.soPin();
        pin[0] = pin[0] == 'Z' ? 'Y' : 'Z';
        return pin;
    }

    /** An administrator's key where the SO PIN is one. */
    private static char[] otherSoPin(TokenUnderTest token) {
        return token.soPin().length == ADMIN_KEY_DIGITS
                ? "0123456789ABCDEF".repeat(3).toCharArray()
                : otherPin(token);
    }

    /** Good for any PIN policy that the suite knows. */
    private static char[] otherPin(TokenUnderTest token) {
        return "Twin-%d-Pins".formatted(token.rules().maxTries()).toCharArray();
    }
}
