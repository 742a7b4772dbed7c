package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_TO_BE_CHANGED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.PinState;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class PinChangeCases {

    @PinState(PinState.Value.INITIAL)
    @ConformanceCase(
            id = "PIN-001",
            section = "guide",
            requirement = "The envelope's PIN can be changed before any login, and the new PIN logs in",
            effect = Effect.CHANGES_PIN)
    void initialPin_canBeChanged(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertOk(() -> token.setPin(session, token.pin(), token.newPin()));
        assertOk(() -> token.login(session, token.newPin().toCharArray()));
        assertThat(token.flags() & CKF_USER_PIN_TO_BE_CHANGED).isZero();
    }

    @ConformanceCase(
            id = "PIN-002",
            section = "5.5 C_SetPIN",
            requirement = "After a change the old PIN is wrong",
            effect = Effect.CHANGES_PIN)
    void oldPin_isWrongAfterChange(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        token.setPin(session, token.pin(), token.newPin());

        assertReturns(CKR_PIN_INCORRECT, () -> token.login(session, token.pin()));
    }

    @ConformanceCase(
            id = "PIN-003",
            section = "5.5 C_SetPIN",
            requirement = "A PIN can be changed while the user is logged in, and the login stays",
            effect = Effect.CHANGES_PIN)
    void loggedInUser_changesPin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertOk(() -> token.setPin(session, token.pin(), token.newPin()));
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RW_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "PIN-004",
            section = "5.5 C_SetPIN",
            requirement = "A read-only session returns CKR_SESSION_READ_ONLY",
            effect = Effect.CHANGES_PIN)
    void readOnlySession_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_SESSION_READ_ONLY, () -> token.setPin(session, token.pin(), token.newPin()));
    }

    @ConformanceCase(
            id = "PIN-005",
            section = "5.5 C_SetPIN",
            requirement = "A wrong old PIN returns CKR_PIN_INCORRECT, and changes nothing",
            effect = Effect.CHANGES_PIN)
    void wrongOldPin_costsATry(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INCORRECT, () -> token.setPin(session, token.wrongPin(), token.newPin()));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-006",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "Wrong old PINs in changes lock the token like wrong logins",
            effect = Effect.LOCKS)
    void wrongOldPins_lock(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadWrite();
        for (int i = 0; i < token.rules().maxTries(); i++) {
            assertReturnsOneOf(
                    () -> token.setPin(session, token.wrongPin(), token.newPin()), CKR_PIN_INCORRECT, CKR_PIN_LOCKED);
        }
        assertReturns(CKR_PIN_LOCKED, () -> token.setPin(session, token.pin(), token.newPin()));
        assertReturns(CKR_PIN_LOCKED, () -> token.login(session, token.pin()));
    }

    @ConformanceCase(
            id = "PIN-007",
            section = "guide",
            requirement = "7 characters are too short",
            effect = Effect.CHANGES_PIN)
    void sevenCharacters_areTooShort(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(token.rules().minPinLength() > 7, "7 characters are enough for this token");
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_LEN_RANGE, () -> token.setPin(session, token.pin(), "Abcde1!"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-008",
            section = "guide",
            requirement = "8 characters of all four classes are accepted",
            effect = Effect.CHANGES_PIN)
    void eightCharacters_areAccepted(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertOk(() -> token.setPin(session, token.pin(), "Abcdef1!"));
        assertOk(() -> token.login(session, "Abcdef1!".toCharArray()));
    }

    @ConformanceCase(
            id = "PIN-009",
            section = "guide",
            requirement = "20 characters are accepted, and all of them count",
            effect = Effect.CHANGES_PIN)
    void twentyCharacters_areAccepted(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(token.rules().maxPinLength() >= 20, "20 characters are too many for this token");
        long session = token.openReadWrite();
        String longest = "Abcdefghij1234567!xY";
        token.setPin(session, token.pin(), longest);

        assertReturns(
                CKR_PIN_INCORRECT,
                () -> token.login(session, longest.substring(0, 19).toCharArray()));
        assertOk(() -> token.login(session, longest.toCharArray()));
    }

    @ConformanceCase(
            id = "PIN-010",
            section = "guide",
            requirement = "21 characters are too long",
            effect = Effect.CHANGES_PIN)
    void twentyOneCharacters_areTooLong(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(token.rules().maxPinLength() < 21, "21 characters are not too many for this token");
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_LEN_RANGE, () -> token.setPin(session, token.pin(), "Abcdefghij1234567!xYz"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-011",
            section = "guide",
            requirement = "A PIN without upper case is refused",
            effect = Effect.CHANGES_PIN)
    void noUpperCase_isRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "abcdef1!"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-012",
            section = "guide",
            requirement = "A PIN without lower case is refused",
            effect = Effect.CHANGES_PIN)
    void noLowerCase_isRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "ABCDEF1!"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-013",
            section = "guide",
            requirement = "A PIN without a digit is refused",
            effect = Effect.CHANGES_PIN)
    void noDigit_isRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "Abcdefg!"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-014",
            section = "guide",
            requirement = "A PIN without a special character is refused",
            effect = Effect.CHANGES_PIN)
    void noSpecialCharacter_isRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "Abcdefg1"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-015",
            section = "guide",
            requirement = "8 digits, good for an envelope, are refused from a user",
            effect = Effect.CHANGES_PIN)
    void eightDigits_areRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "87654321"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-016",
            section = "guide",
            requirement = "Upper and lower case alone are refused",
            effect = Effect.CHANGES_PIN)
    void lettersOnly_areRefused(TokenUnderTest token) throws PKCS11Exception {
        requireFourClasses(token);
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "AbcdEfgh"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-017",
            section = "guide",
            requirement = "A PIN with a character outside ASCII is refused",
            effect = Effect.CHANGES_PIN)
    void nonAsciiCharacter_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), "Abcdef1\u00e9!"));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-018",
            section = "5.5 C_SetPIN",
            requirement = "An empty new PIN is refused",
            effect = Effect.CHANGES_PIN)
    void emptyNewPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(token.rules().minPinLength() > 0, "the token takes an empty PIN");
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_LEN_RANGE, () -> token.setPin(session, token.pin(), ""));
        assertUnchanged(token, session);
    }

    @ConformanceCase(
            id = "PIN-019",
            section = "guide",
            requirement = "A new PIN equal to the current one is refused",
            effect = Effect.CHANGES_PIN)
    void sameNewPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        token.setPin(session, token.pin(), token.newPin());

        assertReturns(
                CKR_PIN_INVALID, () -> token.setPin(session, token.newPin().toCharArray(), token.newPin()));
        assertOk(() -> token.login(session, token.newPin().toCharArray()));
    }

    @ConformanceCase(
            id = "PIN-020",
            section = "5.5 C_SetPIN",
            requirement = "A refused new PIN with the right old PIN costs no try",
            effect = Effect.CHANGES_PIN)
    void refusedNewPin_costsNoTry(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        String refused = token.rules().fourClasses()
                ? "abcdefgh"
                : token.newPin().substring(0, Math.max(0, token.rules().minPinLength() - 1));
        for (int i = 0; i <= token.rules().maxTries(); i++) {
            assertReturnsOneOf(() -> token.setPin(session, token.pin(), refused), CKR_PIN_INVALID, CKR_PIN_LEN_RANGE);
        }
        assertThat(token.flags() & CKF_USER_PIN_COUNT_LOW).isZero();
    }

    @ConformanceCase(
            id = "PIN-021",
            section = "guide",
            requirement = "A wrong old PIN is told before a bad new one, and costs a try",
            effect = Effect.CHANGES_PIN)
    void wrongOldPin_comesBeforePolicy(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(CKR_PIN_INCORRECT, () -> token.setPin(session, token.wrongPin(), "short"));
        token.assertCountLow();
    }

    @ConformanceCase(
            id = "PIN-022",
            section = "5.5 C_InitPIN",
            requirement = "C_InitPIN is for the security officer: CKR_USER_NOT_LOGGED_IN from anyone else",
            effect = Effect.CHANGES_PIN)
    void initPin_needsSecurityOfficer(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(
                CKR_USER_NOT_LOGGED_IN,
                () -> token.p11().C_InitPIN(session, token.newPin().toCharArray(), true));
    }

    @ConformanceCase(
            id = "PIN-023",
            section = "5.5 C_SetPIN",
            requirement = "A changed PIN outlives C_Finalize and C_Initialize",
            effect = Effect.CHANGES_PIN)
    void changedPin_outlivesTheApplication(TokenUnderTest token) throws PKCS11Exception {
        token.setPin(token.openReadWrite(), token.pin(), token.newPin());
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        long session = token.openReadOnly();
        assertOk(() -> token.login(session, token.newPin().toCharArray()));
    }

    @ConformanceCase(
            id = "PIN-024",
            section = "guide",
            requirement = "Every special character of printable ASCII counts as one",
            effect = Effect.CHANGES_PIN)
    void everySpecialCharacter_counts(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        String current = new String(token.pin());
        for (char special : " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".toCharArray()) {
            String old = current;
            String next = "Abcdef1" + special;
            assertOk(() -> token.setPin(session, old.toCharArray(), next));
            current = next;
        }
    }

    private static void requireFourClasses(TokenUnderTest token) {
        NotApplicable.unless(token.rules().fourClasses(), "the token's rules ask for no classes");
    }

    /** The PIN of before still logs in. */
    private static void assertUnchanged(TokenUnderTest token, long session) {
        assertOk(() -> token.login(session, token.pin()));
    }
}
