package org.tokentwin.conformance.cases.session;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PrivateKeys;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** How operations with a key begin, and what keeps them from beginning. */
@ExtendWith(ConformanceExtension.class)
class OperationCases {
    private static final long NEVER_GIVEN = 0x7FFF_1234;

    /** Of nobody: vendor-defined, and no vendor's that is known. */
    private static final long UNKNOWN_MECHANISM = 0xFFFF_FF01L;

    /** A rule for one kind of operation: the id is the rule, and the number of its function in CK_FUNCTION_LIST. */
    record Row(int rule, KeyOperation operation, String text) implements CaseRow {
        @Override
        public String id() {
            return "OPERATION-%d%02d".formatted(rule, operation.function().index() + 1);
        }

        @Override
        public String requirement() {
            return operation.function() + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(CKM_RSA_PKCS);
        }
    }

    @ConformanceCases(section = "5.1.5 CKR_OPERATION_ACTIVE", rows = "begunTwice", effect = Effect.SESSION_OBJECTS)
    void secondInit_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = key(token, session, operation);
        operation.init(token, session, mechanism(CKM_RSA_PKCS), key);

        assertReturns(CKR_OPERATION_ACTIVE, () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key));
    }

    @ConformanceCases(section = "5.1.5 CKR_KEY_HANDLE_INVALID", rows = "withoutKey")
    void keyNeverGiven_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();

        assertReturns(
                CKR_KEY_HANDLE_INVALID, () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), NEVER_GIVEN));
    }

    @ConformanceCases(
            section = "5.1.5 CKR_KEY_HANDLE_INVALID",
            rows = "withDestroyedKey",
            effect = Effect.SESSION_OBJECTS)
    void destroyedKey_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        token.p11().C_DestroyObject(session, key);

        assertReturns(CKR_KEY_HANDLE_INVALID, () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key));
    }

    @ConformanceCases(
            section = "5.1.5 CKR_MECHANISM_INVALID",
            rows = "withUnknownMechanism",
            effect = Effect.SESSION_OBJECTS)
    void unknownMechanism_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = key(token, session, operation);

        assertReturns(CKR_MECHANISM_INVALID, () -> operation.init(token, session, mechanism(UNKNOWN_MECHANISM), key));
    }

    @ConformanceCases(section = "5.1.5 CKR_MECHANISM_INVALID", rows = "withDigest", effect = Effect.SESSION_OBJECTS)
    void mechanismOfAnotherKind_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = key(token, session, operation);

        assertReturns(CKR_MECHANISM_INVALID, () -> operation.init(token, session, mechanism(CKM_SHA256), key));
    }

    @ConformanceCases(section = "5.2", rows = "afterRefusal", effect = Effect.SESSION_OBJECTS)
    void refusedInit_leavesTheSessionFree(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = key(token, session, operation);
        assertReturns(CKR_MECHANISM_INVALID, () -> operation.init(token, session, mechanism(UNKNOWN_MECHANISM), key));

        assertOk(() -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key));
    }

    @ConformanceCases(
            section = "5.1.5 CKR_KEY_TYPE_INCONSISTENT",
            rows = "withOtherHalf",
            effect = Effect.SESSION_OBJECTS)
    void otherHalfOfThePair_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        long key = operation.isPublic()
                ? TokenKeys.rsa(token, session)
                : PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());

        assertReturnsOneOf(
                () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key),
                CKR_KEY_TYPE_INCONSISTENT,
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                CKR_KEY_HANDLE_INVALID);
    }

    @ConformanceCases(
            section = "5.1.5 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "notPermitted",
            effect = Effect.SESSION_OBJECTS)
    void keyWithoutTheUsage_isRefused(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        long session = token.openReadOnlyUser();
        CK_ATTRIBUTE without = Attributes.bool(operation.attribute(), false);
        long key = operation.isPublic()
                ? PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic(), without)
                : PrivateKeys.onToken(token, session, without);

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED, () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key));
    }

    @ConformanceCases(section = "4.9 CKO_PRIVATE_KEY", rows = "asTold")
    void whatTheKeyTells_isWhatItDoes(TokenUnderTest token, Row row) throws Exception {
        KeyOperation operation = supported(token, row);
        for (long key : TokenKeys.allRsa(token, token.openReadOnlyUser())) {
            long session = token.openReadOnly(); // an operation of its own
            boolean allowed = Boolean.TRUE.equals(Attributes.read(token, session, key, operation.attribute()));

            assertReturns(
                    allowed ? CKR_OK : CKR_KEY_FUNCTION_NOT_PERMITTED,
                    () -> operation.init(token, session, mechanism(CKM_RSA_PKCS), key));
        }
    }

    static List<Row> begunTwice() {
        return rows(1, "returns CKR_OPERATION_ACTIVE while another of its kind goes on");
    }

    static List<Row> withoutKey() {
        return rows(2, "with a key handle that never was returns CKR_KEY_HANDLE_INVALID");
    }

    static List<Row> withDestroyedKey() {
        return publicOnly(rows(3, "with a destroyed key returns CKR_KEY_HANDLE_INVALID"));
    }

    static List<Row> withUnknownMechanism() {
        return rows(4, "with a mechanism that does not exist returns CKR_MECHANISM_INVALID");
    }

    static List<Row> withDigest() {
        return rows(5, "with a digest mechanism returns CKR_MECHANISM_INVALID");
    }

    static List<Row> afterRefusal() {
        return rows(6, "that was refused leaves no operation behind");
    }

    static List<Row> withOtherHalf() {
        return rows(7, "with the other half of the key pair is refused");
    }

    static List<Row> notPermitted() {
        return rows(8, "with a key whose attribute does not allow it returns CKR_KEY_FUNCTION_NOT_PERMITTED");
    }

    static List<Row> asTold() {
        return rows(9, "does with each RSA private key on the token what the key's attribute tells").stream()
                .filter(row -> !row.operation().isPublic())
                .toList();
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(KeyOperation.values())
                .map(operation -> new Row(rule, operation, text))
                .toList();
    }

    /** Those of a public key, which any module lets a session make. */
    private static List<Row> publicOnly(List<Row> rows) {
        return rows.stream().filter(row -> row.operation().isPublic()).toList();
    }

    private static KeyOperation supported(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(CKM_RSA_PKCS, row.operation().flag());
        return row.operation();
    }

    private static long key(TokenUnderTest token, long session, KeyOperation operation) throws Exception {
        return operation.isPublic()
                ? PublicKeys.onToken(
                        token, session, SoftwareKeys.rsaPublic(), Attributes.bool(operation.attribute(), true))
                : TokenKeys.rsa(token, session, operation.attribute());
    }
}
