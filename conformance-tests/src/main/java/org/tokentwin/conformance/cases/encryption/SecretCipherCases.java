package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;

/** Encryption and decryption with secret keys, whole and in parts, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class SecretCipherCases {
    private static final int WHOLE_BLOCKS = 48;
    private static final int FIRST_PART = 7;

    /** A rule for one cipher. */
    record Row(int rule, SecretCipher cipher, String text) implements CaseRow {
        @Override
        public String id() {
            return "CIPHER-%d%02d".formatted(rule, cipher.number());
        }

        @Override
        public String requirement() {
            return cipher.mechanismName() + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(cipher.type());
        }
    }

    @ConformanceCases(section = "5.8 C_Encrypt", rows = "encryptions", effect = Effect.SESSION_OBJECTS)
    void encryption_agreesWithTheJdk(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        encryptInit(token, session, row.cipher());

        assertThat(token.p11().C_Encrypt(session, data(WHOLE_BLOCKS)))
                .isEqualTo(row.cipher().encrypted(data(WHOLE_BLOCKS)));
    }

    @ConformanceCases(section = "5.9 C_Decrypt", rows = "decryptions", effect = Effect.SESSION_OBJECTS)
    void decryption_agreesWithTheJdk(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        decryptInit(token, session, row.cipher());

        assertThat(token.p11().C_Decrypt(session, row.cipher().encrypted(data(WHOLE_BLOCKS))))
                .isEqualTo(data(WHOLE_BLOCKS));
    }

    @ConformanceCases(section = "5.8 C_EncryptUpdate", rows = "encryptionsInParts", effect = Effect.SESSION_OBJECTS)
    void encryptionInParts_isThatOfTheWhole(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        encryptInit(token, session, row.cipher());
        byte[] data = data(WHOLE_BLOCKS);
        ByteArrayOutputStream cryptogram = new ByteArrayOutputStream();
        cryptogram.write(token.p11().C_EncryptUpdate(session, Arrays.copyOf(data, FIRST_PART)));
        cryptogram.write(token.p11().C_EncryptUpdate(session, Arrays.copyOfRange(data, FIRST_PART, data.length)));
        cryptogram.write(token.p11().C_EncryptFinal(session));

        assertThat(cryptogram.toByteArray()).isEqualTo(row.cipher().encrypted(data));
    }

    @ConformanceCases(section = "5.9 C_DecryptUpdate", rows = "decryptionsInParts", effect = Effect.SESSION_OBJECTS)
    void decryptionInParts_isThatOfTheWhole(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        decryptInit(token, session, row.cipher());
        byte[] cryptogram = row.cipher().encrypted(data(WHOLE_BLOCKS));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(token.p11().C_DecryptUpdate(session, Arrays.copyOf(cryptogram, FIRST_PART)));
        data.write(token.p11().C_DecryptUpdate(session, Arrays.copyOfRange(cryptogram, FIRST_PART, cryptogram.length)));
        data.write(token.p11().C_DecryptFinal(session));

        assertThat(data.toByteArray()).isEqualTo(data(WHOLE_BLOCKS));
    }

    @ConformanceCases(section = "5.1.6 CKR_DATA_LEN_RANGE", rows = "brokenData", effect = Effect.SESSION_OBJECTS)
    void dataOfNoWholeBlocks_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        encryptInit(token, session, row.cipher());

        assertReturns(CKR_DATA_LEN_RANGE, () -> token.p11().C_Encrypt(session, data(WHOLE_BLOCKS - 1)));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_ENCRYPTED_DATA_LEN_RANGE",
            rows = "brokenCryptograms",
            effect = Effect.SESSION_OBJECTS)
    void cryptogramOfNoWholeBlocks_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        decryptInit(token, session, row.cipher());

        assertReturnsOneOf(
                () -> token.p11().C_Decrypt(session, data(row.cipher().blockBytes() - 1)),
                CKR_ENCRYPTED_DATA_LEN_RANGE,
                CKR_ENCRYPTED_DATA_INVALID);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_ENCRYPTED_DATA_INVALID",
            rows = "changedCryptograms",
            effect = Effect.SESSION_OBJECTS)
    void changedCryptogram_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        decryptInit(token, session, row.cipher());
        byte[] cryptogram = row.cipher().encrypted(data(WHOLE_BLOCKS));
        int lastButOneBlock = row.cipher().pads() ? row.cipher().blockBytes() : 0;
        cryptogram[cryptogram.length - 1 - lastButOneBlock] ^= (byte) 0x80; // turns the padding's last byte over

        assertReturns(CKR_ENCRYPTED_DATA_INVALID, () -> token.p11().C_Decrypt(session, cryptogram));
    }

    @ConformanceCases(section = "5.1.6 CKR_MECHANISM_PARAM_INVALID", rows = "shortIvs", effect = Effect.SESSION_OBJECTS)
    void shortIv_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session, row.cipher());

        assertReturns(
                CKR_MECHANISM_PARAM_INVALID,
                () -> token.p11().C_EncryptInit(session, row.cipher().mechanismWithShortIv(), key, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "otherUses",
            effect = Effect.SESSION_OBJECTS)
    void keyForDecryption_doesNotEncrypt(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.cipher().type(), CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = keyFor(token, session, row.cipher(), CKA_DECRYPT, CKA_ENCRYPT);

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11().C_EncryptInit(session, row.cipher().mechanism(WHOLE_BLOCKS), key, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "encryptingOnly",
            effect = Effect.SESSION_OBJECTS)
    void keyForEncryption_doesNotDecrypt(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.cipher().type(), CKF_DECRYPT);
        long session = token.openReadOnlyUser();
        long key = keyFor(token, session, row.cipher(), CKA_ENCRYPT, CKA_DECRYPT);

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11().C_DecryptInit(session, row.cipher().mechanism(WHOLE_BLOCKS), key, true));
    }

    @ConformanceCases(section = "5.1.6 CKR_KEY_TYPE_INCONSISTENT", rows = "otherTypes", effect = Effect.SESSION_OBJECTS)
    void keyOfAnotherType_isRefused(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.cipher().type(), CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = SecretKeys.onToken(
                token, session, CKK_GENERIC_SECRET, row.cipher().keyValue(), bool(CKA_ENCRYPT, true));

        assertReturns(
                CKR_KEY_TYPE_INCONSISTENT,
                () -> token.p11().C_EncryptInit(session, row.cipher().mechanism(WHOLE_BLOCKS), key, true));
    }

    @ConformanceCases(section = "5.8 C_EncryptFinal", rows = "unfinishedData", effect = Effect.SESSION_OBJECTS)
    void lastPartOfNoWholeBlocks_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        encryptInit(token, session, row.cipher());

        assertReturns(CKR_DATA_LEN_RANGE, () -> {
            token.p11().C_EncryptUpdate(session, data(WHOLE_BLOCKS - 1));
            token.p11().C_EncryptFinal(session);
        });
    }

    @ConformanceCases(section = "5.9 C_DecryptFinal", rows = "unfinishedCryptograms", effect = Effect.SESSION_OBJECTS)
    void lastPartOfCryptogramOfNoWholeBlocks_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        decryptInit(token, session, row.cipher());
        byte[] cryptogram = row.cipher().encrypted(data(WHOLE_BLOCKS));

        assertReturnsOneOf(
                () -> {
                    token.p11().C_DecryptUpdate(session, Arrays.copyOf(cryptogram, cryptogram.length - 1));
                    token.p11().C_DecryptFinal(session);
                },
                CKR_ENCRYPTED_DATA_LEN_RANGE,
                CKR_ENCRYPTED_DATA_INVALID);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_MECHANISM_PARAM_INVALID",
            rows = "shortIvsToDecrypt",
            effect = Effect.SESSION_OBJECTS)
    void shortIvToDecrypt_isRefused(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.cipher().type(), CKF_DECRYPT);
        long session = token.openReadOnlyUser();
        long key = key(token, session, row.cipher());

        assertReturns(
                CKR_MECHANISM_PARAM_INVALID,
                () -> token.p11().C_DecryptInit(session, row.cipher().mechanismWithShortIv(), key, true));
    }

    @ConformanceCases(section = "5.14 C_GenerateKey", rows = "ownKeys", effect = Effect.SESSION_OBJECTS)
    void keyOfItsOwn_decryptsWhatItEncrypts(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = madeByTheToken(token, session, row.cipher());
        token.p11().C_EncryptInit(session, row.cipher().mechanism(WHOLE_BLOCKS), key, true);
        byte[] cryptogram = token.p11().C_Encrypt(session, data(WHOLE_BLOCKS));
        token.p11().C_DecryptInit(session, row.cipher().mechanism(WHOLE_BLOCKS), key, true);

        assertThat(cryptogram).isNotEqualTo(row.cipher().encrypted(data(WHOLE_BLOCKS)));
        assertThat(token.p11().C_Decrypt(session, cryptogram)).isEqualTo(data(WHOLE_BLOCKS));
    }

    static List<Row> encryptions() {
        return rows(1, "encrypts as the JDK does", any -> true);
    }

    static List<Row> decryptions() {
        return rows(2, "decrypts what the JDK encrypted", any -> true);
    }

    static List<Row> encryptionsInParts() {
        return rows(3, "encrypts data in parts as it does the whole", any -> true);
    }

    static List<Row> decryptionsInParts() {
        return rows(4, "decrypts a cryptogram in parts", any -> true);
    }

    static List<Row> brokenData() {
        return rows(5, "refuses data that is not whole blocks", SecretCipher::takesWholeBlocks);
    }

    static List<Row> brokenCryptograms() {
        return rows(6, "refuses a cryptogram shorter than a block", cipher -> cipher != SecretCipher.AES_CTR);
    }

    static List<Row> changedCryptograms() {
        return rows(7, "refuses a cryptogram whose padding or tag was changed", SecretCipher::noticesChange);
    }

    static List<Row> shortIvs() {
        return rows(
                8,
                "with an initialisation vector of 3 bytes returns CKR_MECHANISM_PARAM_INVALID",
                cipher -> cipher.hasIv() && cipher != SecretCipher.AES_GCM);
    }

    static List<Row> otherUses() {
        return rows(9, "does not encrypt with a key whose CKA_ENCRYPT is false", any -> true);
    }

    static List<Row> otherTypes() {
        return rows(10, "does not encrypt with a generic secret", any -> true);
    }

    static List<Row> ownKeys() {
        return rows(11, "decrypts with a key of the token's own making what that encrypted", any -> true);
    }

    static List<Row> encryptingOnly() {
        return rows(12, "does not decrypt with a key whose CKA_DECRYPT is false", any -> true);
    }

    static List<Row> unfinishedData() {
        return rows(13, "refuses to end data in parts that is not whole blocks", SecretCipher::takesWholeBlocks);
    }

    static List<Row> unfinishedCryptograms() {
        return rows(
                14,
                "refuses to end a cryptogram in parts that lacks its last byte",
                cipher -> cipher != SecretCipher.AES_CTR);
    }

    static List<Row> shortIvsToDecrypt() {
        return rows(
                15,
                "with an initialisation vector of 3 bytes decrypts nothing: CKR_MECHANISM_PARAM_INVALID",
                cipher -> cipher.hasIv() && cipher != SecretCipher.AES_GCM);
    }

    private static List<Row> rows(int rule, String text, Predicate<SecretCipher> taken) {
        return Stream.of(SecretCipher.values())
                .filter(taken)
                .map(cipher -> new Row(rule, cipher, text))
                .toList();
    }

    private static void encryptInit(TokenUnderTest token, long session, SecretCipher cipher) throws PKCS11Exception {
        token.requireFlag(cipher.type(), CKF_ENCRYPT);
        token.p11().C_EncryptInit(session, cipher.mechanism(WHOLE_BLOCKS), key(token, session, cipher), true);
    }

    private static void decryptInit(TokenUnderTest token, long session, SecretCipher cipher) throws PKCS11Exception {
        token.requireFlag(cipher.type(), CKF_DECRYPT);
        token.p11().C_DecryptInit(session, cipher.mechanism(WHOLE_BLOCKS), key(token, session, cipher), true);
    }

    private static long keyFor(TokenUnderTest token, long session, SecretCipher cipher, long use, long noUse) {
        return SecretKeys.onToken(
                token, session, cipher.keyType(), cipher.keyValue(), bool(use, true), bool(noUse, false));
    }

    private static long key(TokenUnderTest token, long session, SecretCipher cipher) throws PKCS11Exception {
        return SecretKeys.onToken(
                token, session, cipher.keyType(), cipher.keyValue(), bool(CKA_ENCRYPT, true), bool(CKA_DECRYPT, true));
    }

    private static long madeByTheToken(TokenUnderTest token, long session, SecretCipher cipher) throws PKCS11Exception {
        boolean makes = Arrays.stream(token.p11().C_GetMechanismList(token.slot()))
                .anyMatch(type -> type == cipher.generation());
        NotApplicable.unless(makes, "the token makes no such key");
        CK_ATTRIBUTE[] uses = {bool(CKA_ENCRYPT, true), bool(CKA_DECRYPT, true)};
        return cipher.keyType() == CKK_AES
                ? SecretKeys.generated(
                        token, session, mechanism(CKM_AES_KEY_GEN), uses[0], uses[1], ulong(CKA_VALUE_LEN, 32))
                : SecretKeys.generated(token, session, mechanism(cipher.generation()), uses);
    }

    private static byte[] data(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 5 + 1);
        }
        return data;
    }
}
