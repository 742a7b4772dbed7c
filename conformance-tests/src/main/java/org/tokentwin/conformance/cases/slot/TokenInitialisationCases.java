package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_EXISTS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_PIN_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** C_InitToken, which takes everything from the token. Their group comes last, so that other cases find what was there. */
@ExtendWith(ConformanceExtension.class)
class TokenInitialisationCases {
    private static final int LABEL_LENGTH = 32;

    @ConformanceCase(
            id = "WIPE-001",
            section = "5.5 C_InitToken",
            requirement = "A wrong SO PIN returns CKR_PIN_INCORRECT, and everything stays",
            effect = Effect.LOCKS)
    void wrongPin_changesNothing(TokenUnderTest token) throws PKCS11Exception {
        token.requireSoTries();
        char[] wrong = token.soPin();
        wrong[0] = wrong[0] == 'Z' ? 'Y' : 'Z';

        assertReturns(CKR_PIN_INCORRECT, () -> token.p11().C_InitToken(token.slot(), wrong, label("wiped"), true));
        assertThat(labelOf(token)).isNotEqualTo("wiped");
        TokenKeys.rsa(token, token.openReadOnlyUser());
        token.p11().C_CloseAllSessions(token.slot());
        token.p11().C_Login(token.openReadWrite(), CKU_SO, token.soPin(), true); // which gives the try back
    }

    @ConformanceCase(
            id = "WIPE-002",
            section = "5.5 C_InitToken",
            requirement = "While a session is open it returns CKR_SESSION_EXISTS, even with the right SO PIN",
            effect = Effect.INITIALISES)
    void openSession_isInTheWay(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = token.soPin();
        long session = token.openReadOnlyUser();
        int before = token.find(session).length;

        assertReturns(CKR_SESSION_EXISTS, () -> token.p11().C_InitToken(token.slot(), pin, label("wiped"), true));
        token.assertNothingLeft(session, before);
    }

    @ConformanceCase(
            id = "WIPE-003",
            section = "5.5 C_InitToken",
            requirement = "With the SO PIN it takes every object",
            effect = Effect.INITIALISES)
    void rightPin_wipesTheToken(TokenUnderTest token) throws PKCS11Exception {
        initialise(token);

        assertThat(token.find(token.openReadOnly(), bool(CKA_TOKEN, true), ulong(CKA_CLASS, CKO_CERTIFICATE)))
                .isEmpty();
    }

    @ConformanceCase(
            id = "WIPE-004",
            section = "5.5 C_InitToken",
            requirement = "Afterwards the user has no PIN: C_Login returns CKR_USER_PIN_NOT_INITIALIZED",
            effect = Effect.INITIALISES)
    void userPin_isGone(TokenUnderTest token) throws PKCS11Exception {
        initialise(token);
        NotApplicable.unless((token.flags() & CKF_USER_PIN_INITIALIZED) == 0, "the token gives itself a user PIN");
        long session = token.openReadWrite();

        assertReturns(CKR_USER_PIN_NOT_INITIALIZED, () -> token.login(session, token.pin()));
    }

    @ConformanceCase(
            id = "WIPE-005",
            section = "5.5 C_InitToken",
            requirement = "Afterwards the SO PIN still holds, and the security officer gives the user a PIN",
            effect = Effect.INITIALISES)
    void officer_givesTheUserAPin(TokenUnderTest token) throws PKCS11Exception {
        initialise(token);
        long session = token.openReadWrite();
        giveUserPin(token, session);

        assertThat(token.flags() & CKF_USER_PIN_INITIALIZED).isNotZero();
        assertThat(Returns.name(Returns.of(() -> token.login(session, token.pin()))))
                .isIn("CKR_OK", "CKR_PIN_EXPIRED");
    }

    @ConformanceCase(
            id = "WIPE-006",
            section = "5.5 C_InitToken",
            requirement = "It sets the token's label",
            effect = Effect.INITIALISES)
    void label_isSet(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = token.soPin();
        String before = labelOf(token);
        try {
            token.p11().C_InitToken(token.slot(), pin.clone(), label("wiped"), true);

            assertThat(labelOf(token)).isEqualTo("wiped");
        } finally {
            token.p11().C_InitToken(token.slot(), pin, label(before), true);
        }
        assertThat(labelOf(token)).isEqualTo(before);
    }

    @ConformanceCase(
            id = "WIPE-007",
            section = "5.5 C_InitToken",
            requirement = "Neither a public nor a private object of before is there for the user who comes next",
            effect = Effect.INITIALISES)
    void objects_areGoneForTheNextUser(TokenUnderTest token) throws PKCS11Exception {
        token.soPin(); // the case is not run without one
        long before = token.openReadWriteUser();
        for (boolean hidden : new boolean[] {false, true}) {
            CK_ATTRIBUTE[] template = {
                ulong(CKA_CLASS, CKO_DATA),
                bool(CKA_TOKEN, true),
                bool(CKA_PRIVATE, hidden),
                string(CKA_LABEL, "of before")
            };
            Preparation.run("the token takes no data object", () -> token.p11().C_CreateObject(before, template, true));
        }
        token.p11().C_CloseAllSessions(token.slot());
        initialise(token);
        long session = token.openReadWrite();
        giveUserPin(token, session);
        NotApplicable.unless(
                Returns.of(() -> token.login(session, token.pin())) == CKR_OK,
                "the next user cannot log in before changing the PIN");

        assertThat(token.find(session, string(CKA_LABEL, "of before"))).isEmpty();
        assertThat(token.find(session, bool(CKA_TOKEN, true), ulong(CKA_CLASS, CKO_PRIVATE_KEY)))
                .isEmpty();
    }

    /** The label stays, by which the owner of a token that is kept may have named it. */
    private static void initialise(TokenUnderTest token) throws PKCS11Exception {
        char[] pin = token.soPin();
        char[] label = label(labelOf(token));
        assertOk(() -> token.p11().C_InitToken(token.slot(), pin, label, true));
    }

    /** As the security officer. */
    private static void giveUserPin(TokenUnderTest token, long session) throws PKCS11Exception {
        token.p11().C_Login(session, CKU_SO, token.soPin(), true);
        token.p11().C_InitPIN(session, token.pin(), true);
        token.p11().C_Logout(session);
    }

    /** Padded with blanks. */
    private static char[] label(String text) {
        return (text + " ".repeat(LABEL_LENGTH - text.length())).toCharArray();
    }

    private static String labelOf(TokenUnderTest token) throws PKCS11Exception {
        return String.valueOf(token.p11().C_GetTokenInfo(token.slot()).label).stripTrailing();
    }
}
