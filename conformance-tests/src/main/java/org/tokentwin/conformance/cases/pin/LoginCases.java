package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.conformance.Returns.assertReturnsOrDoesNothing;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_EXPIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.PinState;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenRules;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class LoginCases {
    private static final long NO_SUCH_USER = 7;
    private static final int RACERS = 4;

    @ConformanceCase(id = "LOGIN-001", section = "5.6 C_Login", requirement = "The right PIN logs the user in")
    void rightPin_logsIn(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "LOGIN-002",
            section = "5.6 C_Login",
            requirement = "A second login returns CKR_USER_ALREADY_LOGGED_IN, from any session")
    void secondLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long other = token.openReadOnly();

        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> token.login(session, token.pin()));
        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> token.login(other, token.pin()));
    }

    @ConformanceCase(
            id = "LOGIN-003",
            section = "5.6 C_Login",
            requirement = "A wrong PIN returns CKR_PIN_INCORRECT and logs nobody in",
            effect = Effect.SPENDS_TRIES)
    void wrongPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, token.wrongPin()));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "LOGIN-004",
            section = "5.6 C_Logout",
            requirement = "C_Logout takes the login from every session")
    void logout_endsLogin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long other = token.openReadOnly();
        token.p11().C_Logout(other);

        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
        assertReturnsOrDoesNothing(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_Logout(session));
    }

    @ConformanceCase(
            id = "LOGIN-005",
            section = "5.6 C_Login",
            requirement = "A user type that does not exist returns CKR_USER_TYPE_INVALID, even with the right PIN",
            effect = Effect.INITIALISES) // a module may take whoever is not the user for the security officer
    void unknownUserType_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_USER_TYPE_INVALID, () -> token.p11().C_Login(session, NO_SUCH_USER, token.pin(), true));
        assertThat(token.flags() & CKF_USER_PIN_COUNT_LOW).isZero();
    }

    @ConformanceCase(
            id = "LOGIN-006",
            section = "5.6 C_Login",
            requirement = "A context-specific login without an operation that asks for it is refused")
    void contextSpecificLogin_needsAnOperation(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(
                CKR_OPERATION_NOT_INITIALIZED,
                () -> token.p11().C_Login(session, CKU_CONTEXT_SPECIFIC, token.pin(), true));
    }

    @ConformanceCase(
            id = "LOGIN-007",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "A wrong PIN sets CKF_USER_PIN_COUNT_LOW, and the right one clears it",
            effect = Effect.SPENDS_TRIES)
    void wrongPin_raisesCountLow(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        wrong(token, session, 1);

        token.assertCountLow();
        token.login(session);
        assertThat(token.flags() & CKF_USER_PIN_COUNT_LOW).isZero();
    }

    @ConformanceCase(
            id = "LOGIN-008",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "All tries but one wrong, then the right PIN: it logs in and restores every try",
            effect = Effect.SPENDS_TRIES)
    void rightPinOnLastTry_restoresAllTries(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadOnly();
        int allButOne = token.rules().maxTries() - 1;
        wrong(token, session, allButOne);
        token.assertCountLow();
        assertThat(token.flags() & CKF_USER_PIN_FINAL_TRY).isNotZero();
        token.login(session);
        token.p11().C_Logout(session);

        wrong(token, session, allButOne);
        assertOk(() -> token.login(session, token.pin()));
    }

    @ConformanceCase(
            id = "LOGIN-009",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "The last wrong try locks the token, and the right PIN then returns CKR_PIN_LOCKED",
            effect = Effect.LOCKS)
    void lastWrongTry_locks(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadOnly();
        wrong(token, session, token.rules().maxTries() - 1);
        assertReturnsOneOf(() -> token.login(session, token.wrongPin()), CKR_PIN_INCORRECT, CKR_PIN_LOCKED);

        assertReturns(CKR_PIN_LOCKED, () -> token.login(session, token.pin()));
        assertThat(token.flags() & CKF_USER_PIN_FINAL_TRY).isZero();
        assertThat(token.flags() & CKF_USER_PIN_LOCKED).isNotZero();
    }

    @ConformanceCase(
            id = "LOGIN-010",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "A lock outlives C_Finalize and C_Initialize",
            effect = Effect.LOCKS)
    void lock_outlivesTheApplication(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadOnly();
        for (int i = 0; i < token.rules().maxTries(); i++) {
            Returns.of(() -> token.login(session, token.wrongPin()));
        }
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        long after = token.openReadOnly();
        assertReturns(CKR_PIN_LOCKED, () -> token.login(after, token.pin()));
    }

    @ConformanceCase(
            id = "LOGIN-011",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "Sessions that race with wrong PINs get no more tries than the token has",
            effect = Effect.LOCKS)
    void racingSessions_getNoExtraTry(TokenUnderTest token) throws Exception {
        token.requireKnownTries();
        List<Callable<Long>> attempts = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            long session = token.openReadOnly();
            for (int i = 0; i < token.rules().maxTries(); i++) {
                attempts.add(() -> Returns.of(() -> token.login(session, token.wrongPin())));
            }
        }
        long compared = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            for (Future<Long> attempt : threads.invokeAll(attempts)) {
                compared += attempt.get() == CKR_PIN_INCORRECT ? 1 : 0;
            }
        }
        assertThat(compared)
                .isBetween(token.rules().maxTries() - 1L, (long) token.rules().maxTries());
        long session = token.openReadOnly();
        assertReturns(CKR_PIN_LOCKED, () -> token.login(session, token.pin()));
    }

    @PinState(PinState.Value.INITIAL)
    @ConformanceCase(
            id = "LOGIN-012",
            section = "guide",
            requirement = "With the envelope's PIN, C_Login returns CKR_PIN_EXPIRED where it must be changed first")
    void initialPin_mustBeChangedFirst(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        long expected = token.rules().initialPin() == TokenRules.InitialPin.REFUSED_AT_LOGIN ? CKR_PIN_EXPIRED : CKR_OK;

        assertReturns(expected, () -> token.login(session, token.pin()));
    }

    @PinState(PinState.Value.INITIAL)
    @ConformanceCase(
            id = "LOGIN-013",
            section = "guide",
            requirement = "While the PIN must be changed, a wrong one is still CKR_PIN_INCORRECT and costs a try",
            effect = Effect.SPENDS_TRIES)
    void wrongInitialPin_isIncorrect(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, token.wrongPin()));
        token.assertCountLow();
    }

    @PinState(PinState.Value.INITIAL)
    @ConformanceCase(id = "LOGIN-014", section = "guide", requirement = "The initial PIN is exactly 8 digits")
    void initialPin_isEightDigits(TokenUnderTest token) {
        NotApplicable.unless(token.rules().envelope(), "the token is issued without an envelope");
        assertThat(new String(token.pin())).matches("[0-9]{8}");
    }

    @ConformanceCase(
            id = "LOGIN-015",
            section = "5.6 C_Login",
            requirement = "A PIN that is the right one with another character behind it is wrong",
            effect = Effect.SPENDS_TRIES)
    void longerPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        String longer = new String(token.pin()) + "x";
        Assumptions.assumeTrue(longer.length() <= token.rules().maxPinLength(), "the PIN is as long as can be");

        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, longer.toCharArray()));
    }

    @ConformanceCase(
            id = "LOGIN-016",
            section = "5.6 C_Login",
            requirement = "The beginning of the right PIN is wrong",
            effect = Effect.SPENDS_TRIES)
    void shorterPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        String pin = new String(token.pin());

        assertReturns(
                CKR_PIN_INCORRECT,
                () -> token.login(session, pin.substring(0, pin.length() - 1).toCharArray()));
    }

    @ConformanceCase(
            id = "LOGIN-017",
            section = "5.6 C_Login",
            requirement = "C_Login without a PIN fails where there is no protected authentication path",
            effect = Effect.SPENDS_TRIES)
    void missingPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertThat(Returns.of(() -> token.p11().C_Login(session, CKU_USER, null, true)))
                .isNotEqualTo(CKR_OK);
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "LOGIN-018",
            section = "5.6 C_Login",
            requirement = "The right PIN with one of its letters in the other case is wrong",
            effect = Effect.SPENDS_TRIES)
    void otherCase_isRefused(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = token.pin();
        int letter = 0;
        while (letter < pin.length && !isLatin(pin[letter])) {
            letter++;
        }
        NotApplicable.unless(letter < pin.length, "the PIN has no letter");
        pin[letter] = (char) (pin[letter] ^ ('a' - 'A'));

        long session = token.openReadOnly();
        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, pin));
    }

    private static boolean isLatin(char letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
    }

    @ConformanceCase(
            id = "LOGIN-019",
            section = "5.6 C_Login",
            requirement = "The right PIN with another last character is wrong",
            effect = Effect.SPENDS_TRIES)
    void otherEnd_isRefused(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = token.pin();
        int last = pin.length - 1;
        pin[last] = pin[last] == '7' ? '8' : '7';

        long session = token.openReadOnly();
        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, pin));
    }

    /** So many wrong PINs; a token that locks before its time fails. */
    private static void wrong(TokenUnderTest token, long session, int times) {
        for (int i = 0; i < times; i++) {
            assertReturnsExactly(CKR_PIN_INCORRECT, () -> token.login(session, token.wrongPin()));
        }
    }
}
