package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SecretMac;

/** Message authentication codes, whole and in parts, against the JDK and Bouncy Castle. */
@ExtendWith(ConformanceExtension.class)
class SecretMacCases {
    private static final byte[] MESSAGE =
            "What passed on the twin passed on the token.".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_PART = 5;

    /** A rule for one code. */
    record Row(int rule, SecretMac mac, String text) implements CaseRow {
        @Override
        public String id() {
            return "MAC-%d%02d".formatted(rule, mac.number());
        }

        @Override
        public String requirement() {
            return mac.mechanismName() + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(mac.type());
        }
    }

    @ConformanceCases(section = "5.11 C_Sign", rows = "codes", effect = Effect.SESSION_OBJECTS)
    void code_isThatOfTheJdk(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();

        assertThat(token.sign(session, mechanism(row.mac().type()), key(token, session, row), MESSAGE.clone()))
                .isEqualTo(row.mac().of(MESSAGE));
    }

    @ConformanceCases(section = "5.11 C_SignUpdate", rows = "codesOfParts", effect = Effect.SESSION_OBJECTS)
    void codeOfParts_isThatOfTheWhole(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        token.p11().C_SignInit(session, mechanism(row.mac().type()), key(token, session, row), true);
        token.p11().C_SignUpdate(session, Arrays.copyOf(MESSAGE, FIRST_PART));
        token.p11().C_SignUpdate(session, Arrays.copyOfRange(MESSAGE, FIRST_PART, MESSAGE.length));

        assertThat(token.p11().C_SignFinal(session)).isEqualTo(row.mac().of(MESSAGE));
    }

    @ConformanceCases(section = "5.12 C_Verify", rows = "soundCodes", effect = Effect.SESSION_OBJECTS)
    void soundCode_isAccepted(TokenUnderTest token, Row row) throws Exception {
        byte[] code = row.mac().of(MESSAGE);

        assertOk(() -> verify(token, row, code));
    }

    @ConformanceCases(section = "5.12 C_Verify", rows = "changedCodes", effect = Effect.SESSION_OBJECTS)
    void changedCode_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] code = row.mac().of(MESSAGE);
        code[code.length - 1] ^= 1;

        assertReturns(CKR_SIGNATURE_INVALID, () -> verify(token, row, code));
    }

    @ConformanceCases(section = "5.12 C_Verify", rows = "shortCodes", effect = Effect.SESSION_OBJECTS)
    void shortCode_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] code = Arrays.copyOf(row.mac().of(MESSAGE), row.mac().bytes() - 1);

        assertReturns(CKR_SIGNATURE_LEN_RANGE, () -> verify(token, row, code));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "otherUses",
            effect = Effect.SESSION_OBJECTS)
    void keyForVerification_doesNotSign(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session, row, bool(CKA_SIGN, false), bool(CKA_VERIFY, true));

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11().C_SignInit(session, mechanism(row.mac().type()), key, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "signingOnly",
            effect = Effect.SESSION_OBJECTS)
    void keyForSigning_doesNotVerify(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session, row, bool(CKA_SIGN, true), bool(CKA_VERIFY, false));

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11().C_VerifyInit(session, mechanism(row.mac().type()), key, true));
    }

    private static void verify(TokenUnderTest token, Row row, byte[] code) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        token.verify(session, mechanism(row.mac().type()), key(token, session, row), MESSAGE.clone(), code);
    }

    private static long key(TokenUnderTest token, long session, Row row) throws PKCS11Exception {
        return key(token, session, row, bool(CKA_SIGN, true), bool(CKA_VERIFY, true));
    }

    private static long key(TokenUnderTest token, long session, Row row, CK_ATTRIBUTE... uses) throws PKCS11Exception {
        return SecretKeys.onToken(token, session, row.mac().keyType(), row.mac().keyValue(), uses);
    }

    static List<Row> codes() {
        return rows(1, "makes the code of a message");
    }

    static List<Row> codesOfParts() {
        return rows(2, "makes of a message in parts the code of the whole");
    }

    static List<Row> soundCodes() {
        return rows(3, "accepts the code of a message");
    }

    static List<Row> changedCodes() {
        return rows(4, "refuses a code with a bit changed");
    }

    static List<Row> shortCodes() {
        return rows(5, "refuses a code that is cut, with CKR_SIGNATURE_LEN_RANGE");
    }

    static List<Row> otherUses() {
        return rows(6, "makes no code with a key whose CKA_SIGN is false");
    }

    static List<Row> signingOnly() {
        return rows(7, "checks no code with a key whose CKA_VERIFY is false");
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(SecretMac.values())
                .map(mac -> new Row(rule, mac, text))
                .toList();
    }
}
