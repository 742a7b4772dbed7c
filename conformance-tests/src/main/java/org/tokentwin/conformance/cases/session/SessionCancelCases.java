package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** {@code C_SessionCancel}, PKCS#11 v3.0 section 5.6.12: each operation by its flag, and no other. A module may say that it cannot cancel. */
@ExtendWith(ConformanceExtension.class)
class SessionCancelCases {
    private static final byte[] DATA = {1, 2, 3, 4};
    private static final long NO_OPERATIONS = Ckf.CKF_GENERATE | Ckf.CKF_WRAP | Ckf.CKF_DERIVE;

    /** The kinds of operations, with the flags that name them. */
    private enum Kind {
        FIND_OBJECTS(1, Ckf.CKF_FIND_OBJECTS),
        DIGEST(2, Ckf.CKF_DIGEST),
        ENCRYPT(3, Ckf.CKF_ENCRYPT),
        DECRYPT(4, Ckf.CKF_DECRYPT),
        SIGN(5, Ckf.CKF_SIGN),
        SIGN_RECOVER(6, Ckf.CKF_SIGN_RECOVER),
        VERIFY(7, Ckf.CKF_VERIFY),
        VERIFY_RECOVER(8, Ckf.CKF_VERIFY_RECOVER);

        private final int number;
        private final long flag;

        Kind(int number, long flag) {
            this.number = number;
            this.flag = flag;
        }

        private static final long ALL =
                Stream.of(values()).mapToLong(each -> each.flag).reduce(0, (all, each) -> all | each);

        boolean isOfKey() {
            return this != FIND_OBJECTS && this != DIGEST;
        }

        /** The key that it is done with; 0 where it is done with none. */
        long key(TokenUnderTest token, long session) throws PKCS11Exception {
            return switch (this) {
                case FIND_OBJECTS, DIGEST -> 0;
                case ENCRYPT, VERIFY, VERIFY_RECOVER -> PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
                case DECRYPT -> TokenKeys.rsa(token, session, CKA_DECRYPT);
                case SIGN -> TokenKeys.rsa(token, session, CKA_SIGN);
                case SIGN_RECOVER -> TokenKeys.rsa(token, session, CKA_SIGN_RECOVER);
            };
        }

        void begin(TokenUnderTest token, long session, long key) throws PKCS11Exception {
            switch (this) {
                case FIND_OBJECTS -> token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[0], true);
                case DIGEST -> token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
                case ENCRYPT -> token.p11().C_EncryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
                case DECRYPT -> token.p11().C_DecryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
                case SIGN -> token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), key, true);
                case SIGN_RECOVER -> token.p11().C_SignRecoverInit(session, mechanism(CKM_RSA_PKCS), key, true);
                case VERIFY -> token.p11().C_VerifyInit(session, mechanism(CKM_RSA_PKCS), key, true);
                case VERIFY_RECOVER -> token.p11().C_VerifyRecoverInit(session, mechanism(CKM_RSA_PKCS), key, true);
            }
        }

        /** A call that goes on with it or ends it, whatever comes of that. */
        void goOn(TokenUnderTest token, long session) throws PKCS11Exception {
            switch (this) {
                case FIND_OBJECTS -> token.p11().C_FindObjects(session, 1);
                case DIGEST -> token.p11().C_DigestUpdate(session, DATA.clone());
                case ENCRYPT -> token.p11().C_Encrypt(session, DATA.clone());
                case DECRYPT -> token.p11().C_Decrypt(session, one());
                case SIGN -> token.p11().C_Sign(session, DATA.clone());
                case SIGN_RECOVER -> token.p11().C_SignRecover(session, DATA.clone());
                case VERIFY -> token.p11().C_Verify(session, DATA.clone(), one());
                case VERIFY_RECOVER -> token.p11().C_VerifyRecover(session, one());
            }
        }

        private static byte[] one() {
            byte[] one = new byte[SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic())];
            one[one.length - 1] = 1;
            return one;
        }
    }

    /** A rule for one kind of operation. */
    record Row(int rule, Kind kind, String requirement) implements CaseRow {
        @Override
        public String id() {
            return "CANCEL-%d%02d".formatted(rule, kind.number);
        }

        @Override
        public List<Long> mechanisms() {
            return kind == Kind.FIND_OBJECTS ? List.of() : List.of(kind == Kind.DIGEST ? CKM_SHA256 : CKM_RSA_PKCS);
        }
    }

    static List<Row> ended() {
        return rows(1, "CKF_%s ends such an operation, and another begins");
    }

    static List<Row> passedOver() {
        return rows(2, "What goes on without its flag, CKF_%s, outlives all other flags");
    }

    private static List<Row> rows(int rule, String requirement) {
        return Stream.of(Kind.values())
                .map(kind -> new Row(rule, kind, requirement.formatted(kind)))
                .toList();
    }

    @ConformanceCases(section = "v3.0 5.6.12 C_SessionCancel", rows = "ended", effect = Effect.SESSION_OBJECTS)
    void flag_endsItsOperation(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = begun(token, row.kind());
        long key = row.kind().key(token, session);
        row.kind().begin(token, session, key);
        cancel(token, session, row.kind().flag);

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> row.kind().goOn(token, session));
        assertOk(() -> row.kind().begin(token, session, key));
    }

    @ConformanceCases(section = "v3.0 5.6.12 C_SessionCancel", rows = "passedOver", effect = Effect.SESSION_OBJECTS)
    void otherFlags_leaveIt(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = begun(token, row.kind());
        row.kind().begin(token, session, row.kind().key(token, session));
        cancel(token, session, Kind.ALL & ~row.kind().flag);

        assertGoesOn(token, session, row.kind());
    }

    @ConformanceCase(
            id = "CANCEL-001",
            section = "v3.0 5.6.12 C_SessionCancel",
            requirement = "Without a flag it is CKR_OK and changes nothing")
    void noFlags_changeNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = begun(token, Kind.FIND_OBJECTS);
        Kind.FIND_OBJECTS.begin(token, session, 0);
        cancel(token, session, 0);

        assertGoesOn(token, session, Kind.FIND_OBJECTS);
    }

    @ConformanceCase(
            id = "CANCEL-002",
            section = "v3.0 5.6.12 C_SessionCancel",
            requirement = "Flags of operations that are not active, and of no operation, are passed over")
    void flagsOfNothing_arePassedOver(TokenUnderTest token) throws PKCS11Exception {
        long session = begun(token, Kind.FIND_OBJECTS);
        Kind.FIND_OBJECTS.begin(token, session, 0);
        cancel(token, session, (Kind.ALL & ~Ckf.CKF_FIND_OBJECTS) | NO_OPERATIONS);

        assertGoesOn(token, session, Kind.FIND_OBJECTS);
    }

    @ConformanceCase(
            id = "CANCEL-003",
            section = "v3.0 5.6.12 C_SessionCancel",
            requirement = "All flags together end all operations")
    void allFlags_endAll(TokenUnderTest token) throws PKCS11Exception {
        long session = begun(token, Kind.FIND_OBJECTS);
        Kind.FIND_OBJECTS.begin(token, session, 0);
        Kind.DIGEST.begin(token, session, 0);
        cancel(token, session, Kind.ALL);

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> Kind.FIND_OBJECTS.goOn(token, session));
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> Kind.DIGEST.goOn(token, session));
    }

    @ConformanceCase(
            id = "CANCEL-004",
            section = "v3.0 5.6.12 C_SessionCancel",
            requirement = "Operations of another session are not ended")
    void otherSession_isLeftAlone(TokenUnderTest token) throws PKCS11Exception {
        long session = begun(token, Kind.DIGEST);
        long other = token.openReadOnly();
        Kind.DIGEST.begin(token, session, 0);
        Kind.DIGEST.begin(token, other, 0);
        cancel(token, session, Kind.ALL);

        assertGoesOn(token, other, Kind.DIGEST);
    }

    /** A session of the user where the module cancels and the token does what is to be cancelled. */
    private static long begun(TokenUnderTest token, Kind kind) throws PKCS11Exception {
        token.rawWith(CryptokiFunction.C_SessionCancel);
        if (kind.isOfKey()) {
            token.requireFlag(CKM_RSA_PKCS, kind.flag);
        }
        return kind.isOfKey() ? token.openReadOnlyUser() : token.openReadOnly();
    }

    private static void cancel(TokenUnderTest token, long session, long flags) {
        long seen = Returns.of(() ->
                token.rawWith(CryptokiFunction.C_SessionCancel).call(CryptokiFunction.C_SessionCancel, session, flags));
        NotApplicable.unless(seen != CKR_FUNCTION_NOT_SUPPORTED, "the module does not have the function");
        NotApplicable.unless(
                flags == 0 || seen != Ckr.CKR_OPERATION_CANCEL_FAILED.code(), "the module cannot cancel that");
        assertThat(Returns.name(seen)).isEqualTo("CKR_OK");
    }

    /** What comes of the call is not asked, but that there was an operation. */
    private static void assertGoesOn(TokenUnderTest token, long session, Kind kind) {
        long seen = Returns.of(() -> kind.goOn(token, session));
        assertThat(Returns.name(seen)).isNotEqualTo(Returns.name(CKR_OPERATION_NOT_INITIALIZED));
    }
}
