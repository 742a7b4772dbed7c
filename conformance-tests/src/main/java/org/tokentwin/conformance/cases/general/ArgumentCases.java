package org.tokentwin.conformance.cases.general;

import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DONT_BLOCK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Null where the module must read or write, all else being as it should: refused, and no crash. */
@ExtendWith(ConformanceExtension.class)
class ArgumentCases {
    private static final long NONE = 0;
    private static final long SOME = 8;

    /** A call with one pointer that is null. */
    interface BadCall {
        void run(TokenUnderTest token, long session, RawMemory memory) throws PKCS11Exception, GeneralSecurityException;
    }

    /** One pointer of one function. */
    record Row(int number, CryptokiFunction function, String what, BadCall call) implements CaseRow {
        @Override
        public String id() {
            return "ARGUMENT-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return function + " with " + what + " returns CKR_ARGUMENTS_BAD";
        }

        /** A copy of an object on the token, should the module make one. */
        @Override
        public Effect effect() {
            return function == CryptokiFunction.C_CopyObject ? Effect.TOKEN_OBJECTS : Effect.SESSION_OBJECTS;
        }
    }

    @ConformanceCases(section = "5.1.6 CKR_ARGUMENTS_BAD", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void nullPointer_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            long session = token.openReadOnlyUser();
            RawMemory memory = new RawMemory(arena);

            assertReturns(CKR_ARGUMENTS_BAD, () -> run(row, token, session, memory));
        }
    }

    @ConformanceCase(
            id = "GENERAL-006",
            section = "5.4 C_Finalize",
            requirement =
                    "C_Finalize with a reserved pointer returns CKR_ARGUMENTS_BAD, and the library stays initialised")
    void finalizeWithReserved_isRefused(TokenUnderTest token) {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            assertReturnsOneOf(() -> token.raw().call(CryptokiFunction.C_Finalize, memory.block()), CKR_ARGUMENTS_BAD);
            assertOk(() -> token.p11().C_GetInfo());
        }
    }

    @ConformanceCase(
            id = "GENERAL-007",
            section = "5.4 C_Initialize",
            requirement = "C_Initialize with some mutex functions but not all returns CKR_ARGUMENTS_BAD")
    void initializeWithOneMutexFunction_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.p11().C_Finalize(null);
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            assertReturnsOneOf(
                    () -> token.raw().call(CryptokiFunction.C_Initialize, memory.initializeArgs(1, 0, NULL)),
                    CKR_ARGUMENTS_BAD);
        }
    }

    @ConformanceCase(
            id = "GENERAL-008",
            section = "5.4 C_Initialize",
            requirement = "C_Initialize with a reserved pointer returns CKR_ARGUMENTS_BAD")
    void initializeWithReserved_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.p11().C_Finalize(null);
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            assertReturnsOneOf(
                    () -> token.raw().call(CryptokiFunction.C_Initialize, memory.initializeArgs(0, 0, memory.block())),
                    CKR_ARGUMENTS_BAD);
        }
    }

    @ConformanceCase(
            id = "GENERAL-009",
            section = "5.4 C_Initialize",
            requirement = "C_Initialize with a null pointer is for one thread, and accepted")
    void initializeWithNull_isAccepted(TokenUnderTest token) throws PKCS11Exception {
        token.p11().C_Finalize(null);

        assertOk(() -> token.raw().call(CryptokiFunction.C_Initialize, NULL));
        assertOk(() -> token.p11().C_GetInfo());
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        add(
                rows,
                CryptokiFunction.C_GetInfo,
                "a null CK_INFO",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetInfo, NULL));
        add(
                rows,
                CryptokiFunction.C_GetFunctionList,
                "a null pointer",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetFunctionList, NULL));
        add(
                rows,
                CryptokiFunction.C_GetSlotInfo,
                "a null CK_SLOT_INFO",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetSlotInfo, t.slot(), NULL));
        add(
                rows,
                CryptokiFunction.C_GetTokenInfo,
                "a null CK_TOKEN_INFO",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetTokenInfo, t.slot(), NULL));
        add(
                rows,
                CryptokiFunction.C_GetMechanismInfo,
                "a null CK_MECHANISM_INFO",
                (t, s, m) -> t.raw()
                        .call(
                                CryptokiFunction.C_GetMechanismInfo,
                                t.slot(),
                                t.p11().C_GetMechanismList(t.slot())[0],
                                NULL));
        add(
                rows,
                CryptokiFunction.C_OpenSession,
                "a null pointer for the session",
                (t, s, m) ->
                        t.raw().call(CryptokiFunction.C_OpenSession, t.slot(), CKF_SERIAL_SESSION, NULL, NULL, NULL));
        add(
                rows,
                CryptokiFunction.C_GetSessionInfo,
                "a null CK_SESSION_INFO",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetSessionInfo, s, NULL));
        add(
                rows,
                CryptokiFunction.C_WaitForSlotEvent,
                "a null pointer for the slot",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_WaitForSlotEvent, CKF_DONT_BLOCK, NULL, NULL));
        add(
                rows,
                CryptokiFunction.C_WaitForSlotEvent,
                "a reserved pointer",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_WaitForSlotEvent, CKF_DONT_BLOCK, m.block(), m.block()));
        addObjects(rows);
        addOperations(rows);
        addKeys(rows);
        addOthers(rows);
        return rows;
    }

    private static void addObjects(List<Row> rows) {
        add(
                rows,
                CryptokiFunction.C_CreateObject,
                "a null template of one attribute",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_CreateObject, s, NULL, 1L, m.block()));
        add(
                rows,
                CryptokiFunction.C_CreateObject,
                "a null pointer for the handle",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_CreateObject, s, dataObject(m), 1L, NULL));
        add(
                rows,
                CryptokiFunction.C_CopyObject,
                "a null pointer for the handle",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_CopyObject, s, anObject(t, s), NULL, NONE, NULL));
        add(
                rows,
                CryptokiFunction.C_GetObjectSize,
                "a null pointer for the size",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetObjectSize, s, anObject(t, s), NULL));
        add(
                rows,
                CryptokiFunction.C_GetAttributeValue,
                "a null template of one attribute",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GetAttributeValue, s, anObject(t, s), NULL, 1L));
        add(
                rows,
                CryptokiFunction.C_SetAttributeValue,
                "a null template of one attribute",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_SetAttributeValue, s, anObject(t, s), NULL, 1L));
        add(
                rows,
                CryptokiFunction.C_FindObjectsInit,
                "a null template of one attribute",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_FindObjectsInit, s, NULL, 1L));
        add(rows, CryptokiFunction.C_FindObjects, "a null pointer for the handles", (t, s, m) -> {
            t.raw().call(CryptokiFunction.C_FindObjectsInit, s, NULL, NONE);
            t.raw().call(CryptokiFunction.C_FindObjects, s, NULL, SOME, m.block());
        });
        add(rows, CryptokiFunction.C_FindObjects, "a null pointer for the count", (t, s, m) -> {
            t.raw().call(CryptokiFunction.C_FindObjectsInit, s, NULL, NONE);
            t.raw().call(CryptokiFunction.C_FindObjects, s, m.block(), SOME, NULL);
        });
    }

    private static void addOperations(List<Row> rows) {
        for (OutputCall output : List.of(OutputCall.DIGEST, OutputCall.SIGN, OutputCall.ENCRYPT, OutputCall.DECRYPT)) {
            add(rows, output.function(), "null data of 8 bytes", (t, s, m) -> {
                output.start(t, s);
                t.raw().call(output.function(), s, NULL, SOME, m.block(), m.ulong(1024));
            });
        }
        add(rows, CryptokiFunction.C_DigestUpdate, "null data of 8 bytes", (t, s, m) -> {
            t.p11().C_DigestInit(s, Attributes.mechanism(CKM_SHA256), true);
            t.raw().call(CryptokiFunction.C_DigestUpdate, s, NULL, SOME);
        });
        add(rows, CryptokiFunction.C_SignUpdate, "null data of 8 bytes", (t, s, m) -> {
            OutputCall.SIGN.start(t, s);
            t.raw().call(CryptokiFunction.C_SignUpdate, s, NULL, SOME);
        });
        add(rows, CryptokiFunction.C_Verify, "null data of 8 bytes", (t, s, m) -> {
            long bytes = startVerification(t, s);
            t.raw().call(CryptokiFunction.C_Verify, s, NULL, SOME, m.block(), bytes);
        });
        add(rows, CryptokiFunction.C_Verify, "a null signature", (t, s, m) -> {
            long bytes = startVerification(t, s);
            t.raw().call(CryptokiFunction.C_Verify, s, m.block(), SOME, NULL, bytes);
        });
        add(rows, CryptokiFunction.C_VerifyUpdate, "null data of 8 bytes", (t, s, m) -> {
            startVerification(t, s);
            t.raw().call(CryptokiFunction.C_VerifyUpdate, s, NULL, SOME);
        });
        add(rows, CryptokiFunction.C_VerifyFinal, "a null signature", (t, s, m) -> {
            long bytes = startVerification(t, s);
            t.p11().C_VerifyUpdate(s, new byte[1]);
            t.raw().call(CryptokiFunction.C_VerifyFinal, s, NULL, bytes);
        });
        add(
                rows,
                CryptokiFunction.C_GenerateRandom,
                "a null buffer of 8 bytes",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GenerateRandom, s, NULL, SOME));
    }

    private static void addKeys(List<Row> rows) {
        for (CryptokiFunction init : List.of(
                CryptokiFunction.C_EncryptInit,
                CryptokiFunction.C_DecryptInit,
                CryptokiFunction.C_SignInit,
                CryptokiFunction.C_SignRecoverInit,
                CryptokiFunction.C_VerifyInit,
                CryptokiFunction.C_VerifyRecoverInit)) {
            add(rows, init, "a null mechanism", (t, s, m) -> {
                assumeNullDoesNotCancel(t);
                t.raw().call(init, s, NULL, TokenKeys.rsa(t, s));
            });
        }
        add(rows, CryptokiFunction.C_DigestInit, "a null mechanism", (t, s, m) -> {
            assumeNullDoesNotCancel(t);
            t.raw().call(CryptokiFunction.C_DigestInit, s, NULL);
        });
        add(
                rows,
                CryptokiFunction.C_GenerateKey,
                "a null mechanism",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_GenerateKey, s, NULL, NULL, NONE, m.block()));
        add(
                rows,
                CryptokiFunction.C_GenerateKeyPair,
                "a null mechanism",
                (t, s, m) -> t.raw()
                        .call(
                                CryptokiFunction.C_GenerateKeyPair,
                                s,
                                NULL,
                                NULL,
                                NONE,
                                NULL,
                                NONE,
                                m.block(),
                                m.block()));
        add(
                rows,
                CryptokiFunction.C_WrapKey,
                "a null mechanism",
                (t, s, m) -> t.raw()
                        .call(
                                CryptokiFunction.C_WrapKey,
                                s,
                                NULL,
                                TokenKeys.rsa(t, s),
                                TokenKeys.rsa(t, s),
                                m.block(),
                                m.ulong(SOME)));
        add(
                rows,
                CryptokiFunction.C_UnwrapKey,
                "a null mechanism",
                (t, s, m) -> t.raw()
                        .call(
                                CryptokiFunction.C_UnwrapKey,
                                s,
                                NULL,
                                TokenKeys.rsa(t, s),
                                m.block(),
                                SOME,
                                NULL,
                                NONE,
                                m.block()));
        add(
                rows,
                CryptokiFunction.C_DeriveKey,
                "a null mechanism",
                (t, s, m) -> t.raw()
                        .call(CryptokiFunction.C_DeriveKey, s, NULL, TokenKeys.rsa(t, s), NULL, NONE, m.block()));
    }

    private static void addOthers(List<Row> rows) {
        add(rows, CryptokiFunction.C_VerifyRecover, "a null signature", (t, s, m) -> {
            byte[] signature = OutputCall.VERIFY_RECOVER.start(t, s);
            t.raw().call(CryptokiFunction.C_VerifyRecover, s, NULL, (long) signature.length, m.block(), m.ulong(1024));
        });
        add(rows, CryptokiFunction.C_SignRecover, "null data of 8 bytes", (t, s, m) -> {
            OutputCall.SIGN_RECOVER.start(t, s);
            t.raw().call(CryptokiFunction.C_SignRecover, s, NULL, SOME, m.block(), m.ulong(1024));
        });
        add(
                rows,
                CryptokiFunction.C_CopyObject,
                "a null template of one attribute",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_CopyObject, s, anObject(t, s), NULL, 1L, m.block()));
        add(
                rows,
                CryptokiFunction.C_SeedRandom,
                "a null seed of 8 bytes",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_SeedRandom, s, NULL, SOME));
        add(
                rows,
                CryptokiFunction.C_SetOperationState,
                "a null state of 8 bytes",
                (t, s, m) -> t.raw().call(CryptokiFunction.C_SetOperationState, s, NULL, SOME, NONE, NONE));
        add(
                rows,
                CryptokiFunction.C_GenerateKeyPair,
                "a null pointer for the handle",
                (t, s, m) -> t.raw()
                        .call(
                                CryptokiFunction.C_GenerateKeyPair,
                                s,
                                m.mechanism(CKM_EC_KEY_PAIR_GEN),
                                curve(m),
                                1L,
                                NULL,
                                NONE,
                                m.block(),
                                NULL));
    }

    private static MemorySegment curve(RawMemory memory) {
        byte[] parameters = KeyPairs.parameters(EcCurve.P256);
        return memory.attribute(CKA_EC_PARAMS, memory.bytes(parameters), parameters.length);
    }

    private static void run(Row row, TokenUnderTest token, long session, RawMemory memory) throws PKCS11Exception {
        try {
            row.call().run(token, session, memory);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK did not prepare the call", e);
        }
    }

    private static void add(List<Row> rows, CryptokiFunction function, String what, BadCall call) {
        rows.add(new Row(rows.size() + 1, function, what, call));
    }

    /** From version 3.0 on a null mechanism ends the operation. */
    private static void assumeNullDoesNotCancel(TokenUnderTest token) throws PKCS11Exception {
        NotApplicable.unless(
                token.p11().C_GetInfo().cryptokiVersion.major < 3, "a null mechanism cancels from version 3.0 on");
    }

    /** Returns the bytes of a signature. */
    private static long startVerification(TokenUnderTest token, long session)
            throws PKCS11Exception, GeneralSecurityException {
        RSAPublicKey publicKey = SoftwareKeys.rsaPublic();
        long key = PublicKeys.onToken(token, session, publicKey);
        token.p11().C_VerifyInit(session, Attributes.mechanism(CKM_SHA256_RSA_PKCS), key, true);
        return publicKey.getModulus().bitLength() / Byte.SIZE;
    }

    private static long anObject(TokenUnderTest token, long session) throws PKCS11Exception {
        return TokenKeys.rsa(token, session);
    }

    private static MemorySegment dataObject(RawMemory memory) {
        return memory.attribute(CKA_CLASS, memory.ulong(CKO_DATA), RawMemory.ULONG_BYTES);
    }
}
