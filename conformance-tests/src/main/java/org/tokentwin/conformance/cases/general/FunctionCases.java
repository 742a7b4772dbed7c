package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_PARALLEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SLOT_ID_INVALID;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.conformance.raw.SampleArguments;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;

/** What every function of a kind must answer alike: before C_Initialize, to a wrong session or slot, without an operation. */
@ExtendWith(ConformanceExtension.class)
class FunctionCases {
    private static final long NEVER_GIVEN = 0x7FFF_1234;

    /** They answer without the library, or make it ready. */
    private static final Set<CryptokiFunction> NEEDS_NO_LIBRARY = EnumSet.of(
            CryptokiFunction.C_Initialize,
            CryptokiFunction.C_GetFunctionList,
            CryptokiFunction.C_GetInterfaceList,
            CryptokiFunction.C_GetInterface);

    private static final Set<CryptokiFunction> LEGACY =
            EnumSet.of(CryptokiFunction.C_GetFunctionStatus, CryptokiFunction.C_CancelFunction);

    /** The functions that go on with or end an operation. */
    private static final Set<CryptokiFunction> CONTINUES = EnumSet.of(
            CryptokiFunction.C_FindObjects,
            CryptokiFunction.C_FindObjectsFinal,
            CryptokiFunction.C_Encrypt,
            CryptokiFunction.C_EncryptUpdate,
            CryptokiFunction.C_EncryptFinal,
            CryptokiFunction.C_Decrypt,
            CryptokiFunction.C_DecryptUpdate,
            CryptokiFunction.C_DecryptFinal,
            CryptokiFunction.C_Digest,
            CryptokiFunction.C_DigestUpdate,
            CryptokiFunction.C_DigestFinal,
            CryptokiFunction.C_Sign,
            CryptokiFunction.C_SignUpdate,
            CryptokiFunction.C_SignFinal,
            CryptokiFunction.C_SignRecover,
            CryptokiFunction.C_Verify,
            CryptokiFunction.C_VerifyUpdate,
            CryptokiFunction.C_VerifyFinal,
            CryptokiFunction.C_VerifyRecover,
            CryptokiFunction.C_DigestEncryptUpdate,
            CryptokiFunction.C_DecryptDigestUpdate,
            CryptokiFunction.C_SignEncryptUpdate,
            CryptokiFunction.C_DecryptVerifyUpdate,
            CryptokiFunction.C_EncryptMessage,
            CryptokiFunction.C_EncryptMessageBegin,
            CryptokiFunction.C_EncryptMessageNext,
            CryptokiFunction.C_MessageEncryptFinal,
            CryptokiFunction.C_DecryptMessage,
            CryptokiFunction.C_DecryptMessageBegin,
            CryptokiFunction.C_DecryptMessageNext,
            CryptokiFunction.C_MessageDecryptFinal,
            CryptokiFunction.C_SignMessage,
            CryptokiFunction.C_SignMessageBegin,
            CryptokiFunction.C_SignMessageNext,
            CryptokiFunction.C_MessageSignFinal,
            CryptokiFunction.C_VerifyMessage,
            CryptokiFunction.C_VerifyMessageBegin,
            CryptokiFunction.C_VerifyMessageNext,
            CryptokiFunction.C_MessageVerifyFinal);

    /** A function, its number in CK_FUNCTION_LIST_3_2 behind the group in the id. */
    record Row(String group, CryptokiFunction function, String requirement) implements CaseRow {
        @Override
        public String id() {
            return "%s-%03d".formatted(group, function.index() + 1);
        }

        /** What a module does that does not look at the session or the slot: the PIN of zeros is wrong. */
        @Override
        public Effect effect() {
            return switch (function) {
                case C_InitToken -> Effect.INITIALISES;
                case C_InitPIN, C_SetPIN -> Effect.CHANGES_PIN;
                case C_Login -> Effect.SPENDS_TRIES;
                case C_LoginUser -> Effect.INITIALISES; // with a name, and whose tries that spends nobody knows
                case C_CreateObject,
                        C_CopyObject,
                        C_GenerateKey,
                        C_GenerateKeyPair,
                        C_UnwrapKey,
                        C_DeriveKey,
                        C_EncapsulateKey,
                        C_DecapsulateKey,
                        C_UnwrapKeyAuthenticated -> Effect.SESSION_OBJECTS;
                case C_AsyncComplete, C_AsyncJoin -> Effect.TOKEN_OBJECTS; // what they end may have made one
                default -> Effect.READS;
            };
        }
    }

    @ConformanceCase(
            id = "GENERAL-005",
            section = "5.4 C_GetFunctionList",
            requirement = "Every function is in the list, supported or not")
    void everyFunction_isInTheList(TokenUnderTest token) {
        assertThat(RawModule.FUNCTIONS).allMatch(token.raw()::has);
    }

    @ConformanceCases(section = "5.4 C_Initialize", rows = "withLibrary")
    void functionBeforeInitialize_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        token.p11().C_Finalize(null);

        assertReturns(token, row.function(), NEVER_GIVEN, CKR_CRYPTOKI_NOT_INITIALIZED);
    }

    @ConformanceCases(section = "5.6", rows = "withSession")
    void sessionNeverGiven_isRefused(TokenUnderTest token, Row row) {
        assertReturns(token, row.function(), NEVER_GIVEN, CKR_SESSION_HANDLE_INVALID);
    }

    @ConformanceCases(section = "5.6 C_CloseSession", rows = "withClosedSession")
    void closedSession_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        token.openReadOnly();
        long closed = token.openReadWrite();
        token.p11().C_CloseSession(closed);

        assertReturns(token, row.function(), closed, CKR_SESSION_HANDLE_INVALID);
    }

    @ConformanceCases(section = "5.5", rows = "withSlot")
    void slotThatDoesNotExist_isRefused(TokenUnderTest token, Row row) {
        assertReturns(token, row.function(), NEVER_GIVEN, CKR_SLOT_ID_INVALID);
    }

    @ConformanceCases(section = "5.2", rows = "withOperation")
    void continuationWithoutOperation_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        assertReturns(token, row.function(), token.openReadWriteUser(), CKR_OPERATION_NOT_INITIALIZED);
    }

    private static void assertReturns(
            TokenUnderTest token, CryptokiFunction function, long sessionOrSlot, long expected) {
        try (Arena arena = Arena.ofConfined()) {
            RawModule module = token.rawWith(function);
            Object[] arguments = SampleArguments.of(function, new RawMemory(arena), sessionOrSlot);
            if (LEGACY.contains(function)) {
                assertReturnsOneOf(() -> module.call(function, arguments), expected, CKR_FUNCTION_NOT_PARALLEL);
            } else {
                Returns.assertReturns(expected, () -> module.call(function, arguments));
            }
        }
    }

    static List<Row> withLibrary() {
        return rows(
                "UNINITIALIZED",
                function -> !NEEDS_NO_LIBRARY.contains(function),
                "%s without C_Initialize returns CKR_CRYPTOKI_NOT_INITIALIZED");
    }

    static List<Row> withSession() {
        return rows(
                "HANDLE",
                function -> function.isOf(ParameterKind.SESSION),
                "%s with a session that never was returns CKR_SESSION_HANDLE_INVALID");
    }

    static List<Row> withClosedSession() {
        return rows(
                "CLOSED",
                function -> function.isOf(ParameterKind.SESSION),
                "%s with a closed session returns CKR_SESSION_HANDLE_INVALID");
    }

    static List<Row> withSlot() {
        return rows(
                "SLOTID",
                function -> function.isOf(ParameterKind.SLOT),
                "%s with a slot that does not exist returns CKR_SLOT_ID_INVALID");
    }

    static List<Row> withOperation() {
        return rows("IDLE", CONTINUES::contains, "%s without an operation returns CKR_OPERATION_NOT_INITIALIZED");
    }

    private static List<Row> rows(String group, Predicate<CryptokiFunction> taken, String requirement) {
        return RawModule.ALL_FUNCTIONS.stream()
                .filter(taken)
                .map(function -> new Row(group, function, requirement.formatted(function)))
                .toList();
    }
}
