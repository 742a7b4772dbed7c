package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DONT_BLOCK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_REMOVED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_NO_EVENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_NOT_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Insertion;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.conformance.raw.SampleArguments;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;

/** The token is taken out, and put back: what is on it stays, what was a session's is gone. */
@ExtendWith(ConformanceExtension.class)
class RemovalCases {
    /** A careless module takes a faulty PIN of theirs for one to try, or for the new one. */
    private static final Set<CryptokiFunction> PIN_FUNCTIONS =
            EnumSet.of(CryptokiFunction.C_Login, CryptokiFunction.C_SetPIN, CryptokiFunction.C_InitPIN);

    /** The first two say that the token is gone; the others, that there is no such function to say it. */
    private static final List<String> NOTICED = List.of(
            "CKR_DEVICE_REMOVED",
            "CKR_SESSION_HANDLE_INVALID",
            "CKR_FUNCTION_NOT_SUPPORTED",
            "CKR_FUNCTION_NOT_PARALLEL");

    @ConformanceCase(
            id = "REMOVAL-001",
            section = "3.2 CK_SLOT_INFO",
            requirement = "Without its token a slot has no CKF_TOKEN_PRESENT, and gets it back with the token")
    void flag_followsTheToken(TokenUnderTest token) throws PKCS11Exception {
        Insertion insertion = token.insertion();
        insertion.remove();
        assertThat(token.p11().C_GetSlotInfo(token.slot()).flags & CKF_TOKEN_PRESENT)
                .isZero();
        insertion.insert();
        assertThat(token.p11().C_GetSlotInfo(token.slot()).flags & CKF_TOKEN_PRESENT)
                .isNotZero();
    }

    @ConformanceCase(
            id = "REMOVAL-002",
            section = "5.5 C_GetSlotList",
            requirement = "Without its token a slot is not among those with a token, but still among all")
    void slotList_followsTheToken(TokenUnderTest token) throws PKCS11Exception {
        token.insertion().remove();

        assertThat(token.p11().C_GetSlotList(true)).doesNotContain(token.slot());
        assertThat(token.p11().C_GetSlotList(false)).contains(token.slot());
    }

    @ConformanceCase(
            id = "REMOVAL-003",
            section = "5.5 C_GetTokenInfo",
            requirement = "Without its token a slot returns CKR_TOKEN_NOT_PRESENT where one is needed")
    void emptySlot_hasNoToken(TokenUnderTest token) {
        token.insertion().remove();

        assertReturns(CKR_TOKEN_NOT_PRESENT, () -> token.p11().C_GetTokenInfo(token.slot()));
        assertReturns(CKR_TOKEN_NOT_PRESENT, token::openReadOnly);
        assertReturns(CKR_TOKEN_NOT_PRESENT, () -> token.p11().C_GetMechanismList(token.slot()));
    }

    @ConformanceCase(id = "REMOVAL-004", section = "2.6.6", requirement = "The token's removal closes its sessions")
    void sessions_endWithRemoval(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        token.insertion().remove();

        assertReturnsOneOf(() -> token.p11().C_GetSessionInfo(session), CKR_SESSION_HANDLE_INVALID, CKR_DEVICE_REMOVED);
    }

    @ConformanceCase(
            id = "REMOVAL-005",
            section = "2.6.6",
            requirement = "A session of before is not valid again when the token is back")
    void oldSession_staysClosed(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();

        assertReturnsOneOf(() -> token.p11().C_GetSessionInfo(session), CKR_SESSION_HANDLE_INVALID, CKR_DEVICE_REMOVED);
    }

    @ConformanceCase(
            id = "REMOVAL-006",
            section = "2.6.6",
            requirement = "Nobody is logged in to a token that was taken out and put back")
    void login_endsWithRemoval(TokenUnderTest token) throws PKCS11Exception {
        token.openReadOnlyUser();
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();
        long after = token.openReadOnly();

        assertThat(token.p11().C_GetSessionInfo(after).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
        assertOk(() -> token.login(after, token.pin()));
    }

    @ConformanceCase(
            id = "REMOVAL-007",
            section = "2.6.6",
            requirement = "A signature that was begun cannot be finished once the token is out",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void operation_endsWithRemoval(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        token.p11().C_SignInit(session, mechanism(CKM_SHA256_RSA_PKCS), TokenKeys.rsa(token, session, CKA_SIGN), true);
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();

        assertReturnsOneOf(
                () -> token.p11().C_Sign(session, new byte[] {1}), CKR_SESSION_HANDLE_INVALID, CKR_DEVICE_REMOVED);
    }

    @ConformanceCase(
            id = "REMOVAL-008",
            section = "2.6.4",
            requirement = "Session objects are gone with the token",
            effect = Effect.SESSION_OBJECTS)
    void sessionObjects_endWithRemoval(TokenUnderTest token) throws PKCS11Exception {
        DataObjects.onToken(token, token.openReadOnly(), bool(CKA_TOKEN, false), string(CKA_LABEL, "gone"));
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();

        assertThat(token.find(token.openReadOnly(), string(CKA_LABEL, "gone"))).isEmpty();
    }

    @ConformanceCase(
            id = "REMOVAL-009",
            section = "2.6.4",
            requirement = "Token objects and the key are still there when the token is back",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void tokenObjects_outliveRemoval(TokenUnderTest token) throws PKCS11Exception {
        int before = token.find(token.openReadOnly(), ulong(CKA_CLASS, CKO_CERTIFICATE)).length;
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();
        long session = token.openReadOnlyUser();

        assertThat(token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE))).hasSize(before);
        assertOk(() -> token.sign(
                session, mechanism(CKM_SHA256_RSA_PKCS), TokenKeys.rsa(token, session, CKA_SIGN), new byte[] {1}));
    }

    @ConformanceCase(
            id = "REMOVAL-010",
            section = "5.5 C_WaitForSlotEvent",
            requirement = "A removal is told once, with its slot")
    void removal_isAnEvent(TokenUnderTest token) throws PKCS11Exception {
        token.insertion().remove();

        assertThat(token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null)).isEqualTo(token.slot());
        assertReturnsExactly(CKR_NO_EVENT, () -> token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null));
    }

    @ConformanceCase(
            id = "REMOVAL-011",
            section = "5.5 C_WaitForSlotEvent",
            requirement = "An insertion is told, with its slot")
    void insertion_isAnEvent(TokenUnderTest token) throws PKCS11Exception {
        Insertion insertion = token.insertion();
        insertion.remove();
        token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null);
        insertion.insert();

        assertThat(token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null)).isEqualTo(token.slot());
    }

    @ConformanceCase(
            id = "REMOVAL-012",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "Taking the token out gives no try back",
            effect = Effect.SPENDS_TRIES)
    void removal_givesNoTryBack(TokenUnderTest token) throws PKCS11Exception {
        long before = token.openReadOnly();
        assertReturnsExactly(CKR_PIN_INCORRECT, () -> token.login(before, token.wrongPin()));
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();

        token.assertCountLow();
    }

    @ConformanceCase(
            id = "REMOVAL-017",
            section = "5.1.2 CKR_DEVICE_REMOVED",
            requirement =
                    "Every function with a session of the token that is out returns CKR_DEVICE_REMOVED or CKR_SESSION_HANDLE_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void everyFunction_noticesTheRemoval(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        token.insertion().remove();

        assertAllRefuse(token, session);
    }

    @ConformanceCase(
            id = "REMOVAL-014",
            section = "5.1.2 CKR_DEVICE_REMOVED",
            requirement =
                    "Every function with a session of before returns CKR_DEVICE_REMOVED or CKR_SESSION_HANDLE_INVALID when the token is back",
            effect = Effect.SESSION_OBJECTS)
    void everyFunction_refusesTheSessionOfBefore(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        Insertion insertion = token.insertion();
        insertion.remove();
        insertion.insert();

        assertAllRefuse(token, session);
    }

    @ConformanceCase(
            id = "REMOVAL-015",
            section = "5.1.2 CKR_DEVICE_REMOVED",
            requirement = "C_Login in a session of the token that is out returns one of these too")
    void login_noticesTheRemoval(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        token.insertion().remove();

        assertReturnsOneOf(() -> token.login(session, token.pin()), CKR_DEVICE_REMOVED, CKR_SESSION_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "REMOVAL-016",
            section = "5.5 C_GetMechanismInfo",
            requirement = "Without its token a slot has no mechanisms to tell about: CKR_TOKEN_NOT_PRESENT",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void emptySlot_hasNoMechanism(TokenUnderTest token) {
        token.insertion().remove();

        assertReturns(CKR_TOKEN_NOT_PRESENT, () -> token.p11().C_GetMechanismInfo(token.slot(), CKM_SHA256_RSA_PKCS));
    }

    private static void assertAllRefuse(TokenUnderTest token, long session) {
        try (Arena arena = Arena.ofConfined()) {
            RawModule.FUNCTIONS.stream()
                    .filter(function -> function.isOf(ParameterKind.SESSION))
                    .filter(function -> !PIN_FUNCTIONS.contains(function))
                    .sorted(Comparator.comparing(
                            CryptokiFunction.C_CloseSession::equals)) // last, since it closes what the others ask for
                    .forEach(function -> assertRefuses(token, function, session, new RawMemory(arena)));
        }
    }

    private static void assertRefuses(TokenUnderTest token, CryptokiFunction function, long session, RawMemory memory) {
        String seen = Returns.name(
                Returns.of(() -> token.raw().call(function, SampleArguments.of(function, memory, session))));
        assertThat(seen).as(function.name()).isNotEqualTo("CKR_OK");
        if (!NOTICED.contains(seen)) {
            Deviation.note(String.join(" or ", NOTICED), function + ": " + seen);
        }
    }
}
