package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.cryptoki.Ckm;

/** Signatures from which the data is recovered, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class RecoverCases {
    private static final byte[] DATA = "recovered".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAST_PADDING = 11;

    /** A rule for one mechanism. */
    record Row(int rule, long type, String text) implements CaseRow {
        @Override
        public String id() {
            return "RECOVER-%d%02d".formatted(rule, type);
        }

        @Override
        public String requirement() {
            return Ckm.name(type) + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(type);
        }

        /** The JDK's name of the padding. */
        String transformation() {
            return type == CKM_RSA_PKCS ? "RSA/ECB/PKCS1Padding" : "RSA/ECB/NoPadding";
        }

        /** {@link #DATA}, as long as the mechanism needs it for a modulus of this length. */
        byte[] data(int modulusBytes) {
            byte[] data = new byte[type == CKM_RSA_PKCS ? DATA.length : modulusBytes];
            System.arraycopy(DATA, 0, data, data.length - DATA.length, DATA.length);
            return data;
        }
    }

    @ConformanceCases(section = "5.11 C_SignRecover", rows = "signatures")
    void signature_holdsTheData(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.type(), CKF_SIGN_RECOVER);
        long session = token.openReadOnlyUser();
        RSAPublicKey key = signInit(token, session, row);
        byte[] data = row.data(SoftwareKeys.modulusBytes(key));
        Cipher cipher = Cipher.getInstance(row.transformation());
        cipher.init(Cipher.DECRYPT_MODE, key);

        assertThat(cipher.doFinal(token.p11().C_SignRecover(session, data))).isEqualTo(data);
    }

    @ConformanceCases(section = "5.12 C_VerifyRecover", rows = "recoveries", effect = Effect.SESSION_OBJECTS)
    void data_isRecovered(TokenUnderTest token, Row row) throws Exception {
        byte[] signature = signature(row);

        assertThat(recover(token, row, signature)).isEqualTo(row.data(signature.length));
    }

    @ConformanceCases(section = "5.12 C_VerifyRecover", rows = "changed", effect = Effect.SESSION_OBJECTS)
    void changedSignature_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] signature = signature(row);
        signature[signature.length / 2] ^= 1;

        assertReturns(CKR_SIGNATURE_INVALID, () -> recover(token, row, signature));
    }

    @ConformanceCases(section = "5.12 C_VerifyRecover", rows = "encrypted", effect = Effect.SESSION_OBJECTS)
    void blockOfAnEncryption_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] block = new byte[SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic())];
        Arrays.fill(block, (byte) 0x5A);
        block[0] = 0;
        block[1] = 2;
        block[block.length - DATA.length - 1] = 0;
        byte[] signature = SoftwareKeys.signBlock(block);

        assertReturns(CKR_SIGNATURE_INVALID, () -> recover(token, row, signature));
    }

    @ConformanceCases(section = "5.12 C_VerifyRecover", rows = "cut", effect = Effect.SESSION_OBJECTS)
    void cutSignature_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] signature = signature(row);

        assertReturns(
                CKR_SIGNATURE_LEN_RANGE, () -> recover(token, row, Arrays.copyOf(signature, signature.length - 1)));
    }

    @ConformanceCases(section = "5.11 C_SignRecover", rows = "tooLong")
    void dataThatIsTooLong_isRefused(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.type(), CKF_SIGN_RECOVER);
        long session = token.openReadOnlyUser();
        int room = SoftwareKeys.modulusBytes(signInit(token, session, row))
                - (row.type() == CKM_RSA_PKCS ? LEAST_PADDING : 0);

        assertReturns(CKR_DATA_LEN_RANGE, () -> token.p11().C_SignRecover(session, new byte[room + 1]));
    }

    static List<Row> signatures() {
        return rows(1, "makes a signature from which the JDK recovers the data", any -> true);
    }

    static List<Row> recoveries() {
        return rows(2, "recovers the data from a signature of the JDK's", any -> true);
    }

    static List<Row> changed() {
        return rows(3, "refuses a signature with a bit changed", row -> row.type() == CKM_RSA_PKCS);
    }

    static List<Row> encrypted() {
        return rows(4, "refuses a block that is padded as for encryption", row -> row.type() == CKM_RSA_PKCS);
    }

    static List<Row> cut() {
        return rows(5, "refuses a signature that lacks its last byte, with CKR_SIGNATURE_LEN_RANGE", any -> true);
    }

    static List<Row> tooLong() {
        return rows(6, "signs no more data than fits, with CKR_DATA_LEN_RANGE", any -> true);
    }

    private static List<Row> rows(int rule, String text, Predicate<Row> taken) {
        return Stream.of(CKM_RSA_PKCS, CKM_RSA_X_509)
                .map(type -> new Row(rule, type, text))
                .filter(taken)
                .toList();
    }

    /** Begins with the token's own key, and answers its public half. */
    private static RSAPublicKey signInit(TokenUnderTest token, long session, Row row) throws Exception {
        long key = TokenKeys.rsa(token, session, CKA_SIGN_RECOVER);
        RSAPublicKey publicKey = PublicKeys.rsa(token, session, key);
        token.p11().C_SignRecoverInit(session, mechanism(row.type()), key, true);
        return publicKey;
    }

    private static byte[] recover(TokenUnderTest token, Row row, byte[] signature) throws PKCS11Exception {
        token.requireFlag(row.type(), CKF_VERIFY_RECOVER);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic(), bool(CKA_VERIFY_RECOVER, true));
        token.p11().C_VerifyRecoverInit(session, mechanism(row.type()), key, true);
        return token.p11().C_VerifyRecover(session, signature);
    }

    /** What the JDK makes of the data with the suite's own key. */
    private static byte[] signature(Row row) throws Exception {
        Cipher cipher = Cipher.getInstance(row.transformation());
        cipher.init(Cipher.ENCRYPT_MODE, SoftwareKeys.rsaPair().getPrivate());
        return cipher.doFinal(row.data(SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic())));
    }
}
