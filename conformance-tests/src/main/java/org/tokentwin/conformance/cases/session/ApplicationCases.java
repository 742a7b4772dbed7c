package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.OtherApplication;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** Two applications on one token: what they share is the token, and nothing else. */
@ExtendWith(ConformanceExtension.class)
class ApplicationCases {
    private static final String LABEL = "of one application";

    /** What the objects are found by: the label gets a mark of the suite on its way. */
    private static final byte[] VALUE = {2, 7, 1, 8, 2, 8, 1, 8};

    @ConformanceCase(
            id = "APPLICATION-001",
            section = "2.6.7",
            requirement = "The login of one application is not another's")
    void login_isNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long session = other.openReadOnly();
            token.openReadOnlyUser();

            assertThat(other.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
            assertThat(other.find(session, ulong(CKA_CLASS, CKO_PRIVATE_KEY))).isEmpty();
        }
    }

    @ConformanceCase(
            id = "APPLICATION-002",
            section = "2.6.7",
            requirement = "A logout in one application leaves the other logged in")
    void logout_isNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long theirs = other.openReadOnly();
            other.p11().C_Login(theirs, CKU_USER, token.pin(), true);
            long mine = token.openReadOnlyUser();
            token.p11().C_Logout(mine);

            assertThat(other.p11().C_GetSessionInfo(theirs).state).isEqualTo(CKS_RO_USER_FUNCTIONS);
            assertThat(other.find(theirs, ulong(CKA_CLASS, CKO_PRIVATE_KEY))).isNotEmpty();
        }
    }

    @ConformanceCase(
            id = "APPLICATION-003",
            section = "2.6.7",
            requirement = "C_CloseAllSessions closes the sessions of its own application only")
    void closeAllSessions_closesItsOwn(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long theirs = other.openReadOnly();
            token.openReadOnly();
            token.p11().C_CloseAllSessions(token.slot());

            assertOk(() -> other.p11().C_GetSessionInfo(theirs));
        }
    }

    @ConformanceCase(
            id = "APPLICATION-004",
            section = "5.4 C_Finalize",
            requirement = "C_Finalize of one application leaves the other running and logged in")
    void finalize_isNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long theirs = other.openReadOnly();
            other.p11().C_Login(theirs, CKU_USER, token.pin(), true);
            token.p11().C_Finalize(null);

            assertThat(other.p11().C_GetSessionInfo(theirs).state).isEqualTo(CKS_RO_USER_FUNCTIONS);
        }
    }

    @ConformanceCase(
            id = "APPLICATION-005",
            section = "2.6.4",
            requirement = "A session object of one application is not found by another",
            effect = Effect.SESSION_OBJECTS)
    void sessionObject_isNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            create(token, token.openReadOnly(), false);

            assertThat(other.find(other.openReadOnly(), bytes(CKA_VALUE, VALUE)))
                    .isEmpty();
        }
    }

    @ConformanceCase(
            id = "APPLICATION-006",
            section = "2.6.4",
            requirement = "A token object of one application is found by another that runs already",
            effect = Effect.TOKEN_OBJECTS)
    void tokenObject_isShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long theirs = other.openReadOnly();
            assertThat(other.find(theirs, bytes(CKA_VALUE, VALUE))).isEmpty();
            create(token, token.openReadWriteUser(), true);

            assertThat(other.find(theirs, bytes(CKA_VALUE, VALUE))).hasSize(1);
        }
    }

    @ConformanceCase(
            id = "APPLICATION-007",
            section = "2.6.4",
            requirement = "A token object that one application destroys is gone for another",
            effect = Effect.TOKEN_OBJECTS)
    void destroyedTokenObject_isGoneForAll(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long mine = token.openReadWriteUser();
            long object = create(token, mine, true);
            long theirs = other.openReadOnly();
            assertThat(other.find(theirs, bytes(CKA_VALUE, VALUE))).hasSize(1);
            token.p11().C_DestroyObject(mine, object);

            assertThat(other.find(theirs, bytes(CKA_VALUE, VALUE))).isEmpty();
        }
    }

    @ConformanceCase(
            id = "APPLICATION-008",
            section = "2.6.7",
            requirement = "A session of one application is none of another's",
            effect = Effect.READS)
    void sessionHandle_isNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            for (int i = 0; i < 3; i++) {
                token.openReadOnly();
            }
            long mine = token.openReadOnly();

            assertReturns(CKR_SESSION_HANDLE_INVALID, () -> other.p11().C_GetSessionInfo(mine));
        }
    }

    @ConformanceCase(
            id = "APPLICATION-009",
            section = "5.1.6 CKR_PIN_LOCKED",
            requirement = "Wrong PINs of two applications count together",
            effect = Effect.LOCKS)
    void tries_areTheTokens(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long mine = token.openReadOnly();
            long theirs = other.openReadOnly();
            for (int i = 0; i < token.rules().maxTries() - 1; i++) {
                boolean myTurn = i % 2 == 0;
                assertReturnsExactly(CKR_PIN_INCORRECT, () -> {
                    if (myTurn) {
                        token.login(mine, token.wrongPin());
                    } else {
                        other.p11().C_Login(theirs, CKU_USER, token.wrongPin(), true);
                    }
                });
            }
            assertReturnsExactly(CKR_PIN_LOCKED, () -> token.login(mine, token.wrongPin()));
            assertReturnsExactly(CKR_PIN_LOCKED, () -> other.p11().C_Login(theirs, CKU_USER, token.pin(), true));
        }
    }

    @ConformanceCase(
            id = "APPLICATION-010",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "A wrong PIN in one application sets CKF_USER_PIN_COUNT_LOW for another",
            effect = Effect.SPENDS_TRIES)
    void lowCount_isSeenByAll(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            assertReturnsExactly(CKR_PIN_INCORRECT, () -> token.login(token.openReadOnly(), token.wrongPin()));

            assertThat(other.p11().C_GetTokenInfo(token.slot()).flags & CKF_USER_PIN_COUNT_LOW)
                    .isNotZero();
        }
    }

    @ConformanceCase(
            id = "APPLICATION-011",
            section = "5.5 C_SetPIN",
            requirement = "A PIN that one application changes is the one that another must give",
            effect = Effect.CHANGES_PIN)
    void changedPin_holdsForAll(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long theirs = other.openReadOnly();
            String changed = token.newPin();
            token.setPin(token.openReadWrite(), token.pin(), changed);

            assertReturnsExactly(CKR_PIN_INCORRECT, () -> other.p11().C_Login(theirs, CKU_USER, token.pin(), true));
            assertOk(() -> other.p11().C_Login(theirs, CKU_USER, changed.toCharArray(), true));
        }
    }

    @ConformanceCase(
            id = "APPLICATION-012",
            section = "2.6.7",
            requirement = "Two applications digest by turns, each in its own operation")
    void operations_areNotShared(TokenUnderTest token) throws PKCS11Exception {
        try (OtherApplication other = token.otherApplication()) {
            long mine = token.openReadOnly();
            long theirs = other.p11().C_OpenSession(token.slot(), CKF_SERIAL_SESSION, null, null);
            token.p11().C_DigestInit(mine, mechanism(HashAlgorithm.SHA256.mechanism()), true);
            other.p11().C_DigestInit(theirs, mechanism(HashAlgorithm.SHA256.mechanism()), true);
            token.p11().C_DigestUpdate(mine, new byte[] {1});
            other.p11().C_DigestUpdate(theirs, new byte[] {2});

            assertThat(token.p11().C_DigestFinal(mine))
                    .isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {1}));
            assertThat(other.p11().C_DigestFinal(theirs))
                    .isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {2}));
        }
    }

    private static long create(TokenUnderTest token, long session, boolean onToken) {
        return DataObjects.onToken(
                token, session, bool(CKA_TOKEN, onToken), string(CKA_LABEL, LABEL), bytes(CKA_VALUE, VALUE.clone()));
    }
}
