package org.tokentwin.conformance.cases.general;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** An operation that ends in an error is over, whatever the error but CKR_BUFFER_TOO_SMALL: the next one of its kind begins. */
@ExtendWith(ConformanceExtension.class)
class AfterErrorCases {
    private static final byte[] MESSAGE = {1, 2, 3, 4};
    private static final long LENGTH = 8;

    /** A call that is refused. */
    private interface Step {
        void run(TokenUnderTest token, long session, RawMemory memory) throws PKCS11Exception;
    }

    /** The kinds of operations. */
    private enum Operation {
        DIGEST(CKM_SHA256, 0) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
            }
        },
        SIGN_HASHED(CKM_SHA256_RSA_PKCS, CKF_SIGN) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                long key = TokenKeys.rsa(token, session, CKA_SIGN);
                token.p11().C_SignInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
            }
        },
        SIGN(CKM_RSA_PKCS, CKF_SIGN) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                long key = TokenKeys.rsa(token, session, CKA_SIGN);
                token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), key, true);
            }
        },
        VERIFY(CKM_SHA256_RSA_PKCS, CKF_VERIFY) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
                token.p11().C_VerifyInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
            }
        },
        ENCRYPT(CKM_RSA_PKCS, CKF_ENCRYPT) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
                token.p11().C_EncryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
            }
        },
        DECRYPT(CKM_RSA_PKCS, CKF_DECRYPT) {
            @Override
            void begin(TokenUnderTest token, long session) throws Exception {
                long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
                token.p11().C_DecryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
            }
        };

        private final long mechanism;
        private final long flag;

        Operation(long mechanism, long flag) {
            this.mechanism = mechanism;
            this.flag = flag;
        }

        abstract void begin(TokenUnderTest token, long session) throws Exception;

        /** A call that goes on with the operation, with nothing wrong in it. */
        void goOn(TokenUnderTest token, long session) throws PKCS11Exception {
            switch (this) {
                case DIGEST -> token.p11().C_DigestUpdate(session, MESSAGE.clone());
                case SIGN_HASHED -> token.p11().C_SignUpdate(session, MESSAGE.clone());
                case SIGN -> token.p11().C_Sign(session, MESSAGE.clone());
                case VERIFY -> token.p11().C_VerifyUpdate(session, MESSAGE.clone());
                case ENCRYPT -> token.p11().C_Encrypt(session, MESSAGE.clone());
                case DECRYPT -> token.p11().C_Decrypt(session, wrongSignature());
            }
        }
    }

    /** A refused call, in an operation of its kind. */
    record Row(int number, Operation operation, CryptokiFunction function, String fault, Step refused)
            implements CaseRow {
        @Override
        public String id() {
            return "AFTERERROR-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return function + " that was refused for " + fault + " ends the operation, and another begins";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(operation.mechanism);
        }
    }

    @ConformanceCases(section = "5.2", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void refusedCall_endsTheOperation(TokenUnderTest token, Row row) throws Exception {
        if (row.operation().flag != 0) {
            token.requireFlag(row.operation().mechanism, row.operation().flag);
        }
        long session = token.openReadOnlyUser();
        row.operation().begin(token, session);
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            long seen = Returns.of(() -> row.refused().run(token, session, memory));
            NotApplicable.unless(seen != CKR_OK, "the token refuses no " + row.fault());
        }
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> row.operation().goOn(token, session));
        row.operation().begin(token, session);
    }

    static List<Row> rows() {
        return Stream.of(digests(), signatures(), verifications(), ciphers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> digests() {
        return List.of(
                row(
                        1,
                        Operation.DIGEST,
                        CryptokiFunction.C_Digest,
                        "null data",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_Digest, s, NULL, LENGTH, m.block(), m.ulong(64))),
                row(
                        2,
                        Operation.DIGEST,
                        CryptokiFunction.C_DigestUpdate,
                        "a null part",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_DigestUpdate, s, NULL, LENGTH)));
    }

    private static List<Row> signatures() {
        return List.of(
                row(
                        11,
                        Operation.SIGN_HASHED,
                        CryptokiFunction.C_Sign,
                        "null data",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_Sign, s, NULL, LENGTH, m.block(), m.ulong(1024))),
                row(
                        12,
                        Operation.SIGN_HASHED,
                        CryptokiFunction.C_SignUpdate,
                        "a null part",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_SignUpdate, s, NULL, LENGTH)),
                row(
                        13,
                        Operation.SIGN,
                        CryptokiFunction.C_Sign,
                        "more data than the modulus has",
                        (t, s, m) -> t.p11().C_Sign(s, new byte[2048])));
    }

    private static List<Row> verifications() {
        return List.of(
                row(
                        21,
                        Operation.VERIFY,
                        CryptokiFunction.C_Verify,
                        "a short signature",
                        (t, s, m) -> t.p11().C_Verify(s, MESSAGE, new byte[20])),
                row(
                        22,
                        Operation.VERIFY,
                        CryptokiFunction.C_Verify,
                        "a wrong signature",
                        (t, s, m) -> t.p11().C_Verify(s, MESSAGE, wrongSignature())),
                row(
                        23,
                        Operation.VERIFY,
                        CryptokiFunction.C_Verify,
                        "null data",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_Verify, s, NULL, LENGTH, m.block(), 256L)),
                row(
                        24,
                        Operation.VERIFY,
                        CryptokiFunction.C_VerifyUpdate,
                        "a null part",
                        (t, s, m) -> t.raw().call(CryptokiFunction.C_VerifyUpdate, s, NULL, LENGTH)));
    }

    private static List<Row> ciphers() {
        return List.of(
                row(
                        31,
                        Operation.ENCRYPT,
                        CryptokiFunction.C_Encrypt,
                        "more data than fits",
                        (t, s, m) -> t.p11().C_Encrypt(s, new byte[2048])),
                row(
                        32,
                        Operation.ENCRYPT,
                        CryptokiFunction.C_Encrypt,
                        "null data",
                        (t, s, m) ->
                                t.raw().call(CryptokiFunction.C_Encrypt, s, NULL, LENGTH, m.block(), m.ulong(1024))),
                row(
                        33,
                        Operation.DECRYPT,
                        CryptokiFunction.C_Decrypt,
                        "a short cryptogram",
                        (t, s, m) -> t.p11().C_Decrypt(s, new byte[20])),
                row(
                        34,
                        Operation.DECRYPT,
                        CryptokiFunction.C_Decrypt,
                        "a long cryptogram",
                        (t, s, m) -> t.p11().C_Decrypt(s, new byte[2048])),
                row(
                        35,
                        Operation.DECRYPT,
                        CryptokiFunction.C_Decrypt,
                        "null data",
                        (t, s, m) ->
                                t.raw().call(CryptokiFunction.C_Decrypt, s, NULL, LENGTH, m.block(), m.ulong(1024))));
    }

    private static Row row(int number, Operation operation, CryptokiFunction function, String fault, Step refused) {
        return new Row(number, operation, function, fault, refused);
    }

    private static byte[] wrongSignature() {
        byte[] one = new byte[SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic())];
        one[one.length - 1] = 1;
        return one;
    }
}
