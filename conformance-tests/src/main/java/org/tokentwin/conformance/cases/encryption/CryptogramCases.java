package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.OaepBlock;
import org.tokentwin.conformance.cases.reference.Pkcs1Cryptogram;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** Cryptograms that the suite makes of sound and faulty blocks, for the token's key to decrypt. */
@ExtendWith(ConformanceExtension.class)
class CryptogramCases {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.US_ASCII);

    /** A block of PKCS #1 v1.5. */
    record Pkcs1Row(Pkcs1Cryptogram cryptogram) implements CaseRow {
        @Override
        public String id() {
            return "DECRYPT-PKCS1-%03d".formatted(cryptogram.number());
        }

        @Override
        public String requirement() {
            return "CKM_RSA_PKCS %s a cryptogram of %s"
                    .formatted(cryptogram.isSound() ? "decrypts" : "refuses", cryptogram.text());
        }
    }

    /** A block of OAEP. */
    record OaepRow(HashAlgorithm hash, int number, String text, int messageBytes, UnaryOperator<OaepBlock> change)
            implements CaseRow {
        private static final int FIRST_FAULT = 11;

        @Override
        public String id() {
            return "OAEP-%s-%03d".formatted(hash, number);
        }

        boolean isSound() {
            return number < FIRST_FAULT;
        }

        @Override
        public String requirement() {
            return "CKM_RSA_PKCS_OAEP with %s %s %s".formatted(hash, isSound() ? "decrypts" : "refuses", text);
        }
    }

    /** A number that is no cryptogram of anything. */
    record ValueRow(int number, String text, boolean oaep) implements CaseRow {
        @Override
        public String id() {
            return "DECRYPT-VALUE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return mechanismName() + " refuses a cryptogram that " + text;
        }

        private String mechanismName() {
            return oaep ? "CKM_RSA_PKCS_OAEP" : "CKM_RSA_PKCS";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(oaep ? CKM_RSA_PKCS_OAEP : CKM_RSA_PKCS);
        }
    }

    @ConformanceCases(section = "2.1.6 PKCS #1 v1.5", rows = "pkcs1", mechanisms = CKM_RSA_PKCS)
    void pkcs1Block_isJudged(TokenUnderTest token, Pkcs1Row row) throws Exception {
        long session = token.openReadOnlyUser();
        RSAPublicKey key = PublicKeys.rsa(token, session, TokenKeys.rsa(token, session, CKA_DECRYPT));
        int length = SoftwareKeys.modulusBytes(key);
        byte[] cryptogram = SoftwareKeys.encryptBlock(key, row.cryptogram().block(length));

        if (row.cryptogram().isSound()) {
            assertThat(decrypt(token, session, mechanism(CKM_RSA_PKCS), cryptogram))
                    .isEqualTo(row.cryptogram().message(length));
        } else {
            assumeDecrypts(token, session, mechanism(CKM_RSA_PKCS), soundPkcs1(key));
            assertPkcs1Refused(token, session, cryptogram, row.cryptogram().message(length));
        }
    }

    @ConformanceCases(section = "2.1.8 OAEP", rows = "oaepRows", mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepBlock_isJudged(TokenUnderTest token, OaepRow row) throws Exception {
        long session = token.openReadOnlyUser();
        RSAPublicKey key = PublicKeys.rsa(token, session, TokenKeys.rsa(token, session, CKA_DECRYPT));
        int length = SoftwareKeys.modulusBytes(key);
        byte[] message = Arrays.copyOf(SECRET, Math.min(row.messageBytes(), length - OaepBlock.overhead(row.hash())));
        OaepBlock block = row.change().apply(new OaepBlock(row.hash(), message));
        byte[] cryptogram = SoftwareKeys.encryptBlock(key, block.encode(length));
        CK_MECHANISM mechanism = mechanism(
                CKM_RSA_PKCS_OAEP, oaep(row.hash().mechanism(), row.hash().mgf()));
        assumeTaken(token, mechanism, row.hash());

        if (row.isSound()) {
            assertThat(decrypt(token, session, mechanism, cryptogram)).isEqualTo(message);
        } else {
            assumeDecrypts(token, session, mechanism, soundOaep(key, row.hash()));
            assertReturnsOneOf(() -> decrypt(token, session, mechanism, cryptogram), CKR_ENCRYPTED_DATA_INVALID);
        }
    }

    @ConformanceCases(section = "5.9 C_Decrypt", rows = "values")
    void valueThatIsNoCryptogram_isRefused(TokenUnderTest token, ValueRow row) throws Exception {
        long session = token.openReadOnlyUser();
        RSAPublicKey key = PublicKeys.rsa(token, session, TokenKeys.rsa(token, session, CKA_DECRYPT));
        byte[] value = value(row, key);
        boolean rightLength = value.length == SoftwareKeys.modulusBytes(key);
        CK_MECHANISM mechanism = row.oaep()
                ? mechanism(CKM_RSA_PKCS_OAEP, oaep(HashAlgorithm.SHA1.mechanism(), HashAlgorithm.SHA1.mgf()))
                : mechanism(CKM_RSA_PKCS);

        assumeDecrypts(token, session, mechanism, row.oaep() ? soundOaep(key, HashAlgorithm.SHA1) : soundPkcs1(key));
        boolean inRange = rightLength && new BigInteger(1, value).compareTo(key.getModulus()) < 0;
        if (inRange && !row.oaep()) {
            assertPkcs1Refused(token, session, value, SECRET);
        } else if (rightLength) {
            assertReturnsOneOf(
                    () -> decrypt(token, session, mechanism, value),
                    CKR_ENCRYPTED_DATA_INVALID,
                    CKR_ENCRYPTED_DATA_LEN_RANGE);
        } else {
            assertReturnsOneOf(() -> decrypt(token, session, mechanism, value), CKR_ENCRYPTED_DATA_LEN_RANGE);
        }
    }

    static List<Pkcs1Row> pkcs1() {
        return Stream.of(Pkcs1Cryptogram.values()).map(Pkcs1Row::new).toList();
    }

    static List<OaepRow> oaepRows() {
        List<OaepRow> rows = new ArrayList<>();
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA512)) {
            HashAlgorithm other = hash == HashAlgorithm.SHA256 ? HashAlgorithm.SHA1 : HashAlgorithm.SHA256;
            int some = SECRET.length;
            rows.add(new OaepRow(hash, 1, "a message of 6 bytes", some, block -> block));
            rows.add(new OaepRow(hash, 2, "an empty message", 0, block -> block));
            rows.add(new OaepRow(hash, 3, "the longest message", Integer.MAX_VALUE, block -> block));
            rows.add(new OaepRow(hash, 11, "another label", some, block -> block.withLabel(SECRET)));
            rows.add(
                    new OaepRow(hash, 12, "a block whose label hash has a bit changed", some, OaepBlock::withLabelBit));
            rows.add(new OaepRow(hash, 13, "another mask hash", some, block -> block.withMgf(other)));
            rows.add(new OaepRow(
                    hash, 14, "a block that does not begin with 00", some, block -> block.withFirstByte(1)));
            rows.add(
                    new OaepRow(hash, 15, "a block with 00 before the message", some, block -> block.withSeparator(0)));
            rows.add(
                    new OaepRow(hash, 16, "a block with 02 before the message", some, block -> block.withSeparator(2)));
            rows.add(new OaepRow(
                    hash, 17, "a block with padding that is not zero", some, block -> block.withPaddingByte(2)));
        }
        return rows;
    }

    static List<ValueRow> values() {
        List<ValueRow> rows = new ArrayList<>();
        for (boolean oaep : new boolean[] {false, true}) {
            int first = oaep ? 101 : 1;
            rows.add(new ValueRow(first, "is 0", oaep));
            rows.add(new ValueRow(first + 1, "is 1", oaep));
            rows.add(new ValueRow(first + 2, "is the modulus less 1", oaep));
            rows.add(new ValueRow(first + 3, "is the modulus", oaep));
            rows.add(new ValueRow(first + 4, "is all ones", oaep));
            rows.add(new ValueRow(first + 5, "is one byte", oaep));
            rows.add(new ValueRow(first + 6, "is one byte short", oaep));
            rows.add(new ValueRow(first + 7, "is one byte long", oaep));
        }
        return rows;
    }

    private static byte[] value(ValueRow row, RSAPublicKey key) {
        int length = SoftwareKeys.modulusBytes(key);
        BigInteger modulus = key.getModulus();
        BigInteger allOnes = BigInteger.ONE.shiftLeft(length * Byte.SIZE).subtract(BigInteger.ONE);
        return switch (row.number() % 100) {
            case 1 -> new byte[length];
            case 2 -> BigIntegers.asUnsignedByteArray(length, BigInteger.ONE);
            case 3 -> BigIntegers.asUnsignedByteArray(length, modulus.subtract(BigInteger.ONE));
            case 4 -> BigIntegers.asUnsignedByteArray(length, modulus);
            case 5 -> BigIntegers.asUnsignedByteArray(length, allOnes);
            case 6 -> new byte[1];
            case 7 -> new byte[length - 1];
            case 8 -> new byte[length + 1];
            default -> throw new IllegalArgumentException(row.id());
        };
    }

    /** A module may answer with random bytes where the padding is wrong, so that nobody learns that it is: noted, and no failure. */
    private static void assertPkcs1Refused(TokenUnderTest token, long session, byte[] cryptogram, byte[] message)
            throws PKCS11Exception {
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        token.p11().C_DecryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
        try {
            assertThat(token.p11().C_Decrypt(session, cryptogram)).isNotEqualTo(message);
            Deviation.note("CKR_ENCRYPTED_DATA_INVALID", "CKR_OK and other data");
        } catch (PKCS11Exception e) {
            assertReturnsOneOf(() -> rethrow(e), CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE);
        }
    }

    /** A token need not take every hash; that it takes what it should, other cases ask. */
    private static byte[] soundPkcs1(RSAPublicKey key) {
        return SoftwareKeys.encryptBlock(key, Pkcs1Cryptogram.SOUND.block(SoftwareKeys.modulusBytes(key)));
    }

    private static byte[] soundOaep(RSAPublicKey key, HashAlgorithm hash) {
        return SoftwareKeys.encryptBlock(key, new OaepBlock(hash, SECRET).encode(SoftwareKeys.modulusBytes(key)));
    }

    /** Whoever refuses a sound cryptogram, too, has not seen the fault. */
    private static void assumeDecrypts(TokenUnderTest token, long session, CK_MECHANISM mechanism, byte[] sound) {
        Preparation.run("the token decrypts nothing", () -> decrypt(token, session, mechanism, sound));
    }

    private static void assumeTaken(TokenUnderTest token, CK_MECHANISM mechanism, HashAlgorithm hash)
            throws PKCS11Exception {
        long session = token.openReadOnly();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        long seen = Returns.of(() -> token.p11().C_DecryptInit(session, mechanism, key, true));
        NotApplicable.unless(seen == CKR_OK || hash == HashAlgorithm.SHA1, "the token takes no OAEP with " + hash);
        token.p11().C_CloseSession(session);
    }

    private static void rethrow(PKCS11Exception refusal) throws PKCS11Exception {
        throw refusal;
    }

    private static byte[] decrypt(TokenUnderTest token, long session, CK_MECHANISM mechanism, byte[] cryptogram)
            throws PKCS11Exception {
        token.p11().C_DecryptInit(session, mechanism, TokenKeys.rsa(token, session, CKA_DECRYPT), true);
        return token.p11().C_Decrypt(session, cryptogram);
    }
}
