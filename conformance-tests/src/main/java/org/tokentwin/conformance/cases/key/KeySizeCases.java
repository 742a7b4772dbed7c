package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_SIZE_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
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
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretKeys;

/** The sizes that CK_MECHANISM_INFO tells are those of the keys that are made. */
@ExtendWith(ConformanceExtension.class)
class KeySizeCases {
    private static final long GREATEST_AES_BYTES = 32;
    private static final byte[] EXPONENT = {1, 0, 1};

    /** A modulus grows in steps of a byte. */
    private static final int STEP = 8;

    /** The time that a token takes for a longer one is beyond what anybody waits for. */
    private static final long LONGEST_TRIED = 4096;

    @ConformanceCase(
            id = "KEYSIZE-001",
            section = "5.5 C_GetMechanismInfo",
            requirement = "An RSA key of the least size told is made, and has that size",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void leastModulus_isMade(TokenUnderTest token) throws Exception {
        long least = token.mechanismInfo(CKM_RSA_PKCS_KEY_PAIR_GEN).ulMinKeySize;
        NotApplicable.unless(least > 0 && least <= LONGEST_TRIED, "the least modulus told has " + least + " bits");
        long session = token.openReadWriteUser();
        long key = KeyPairs.rsa(token, session, least, EXPONENT).publicKey();

        assertThat(PublicKeys.rsa(token, session, key).getModulus().bitLength()).isEqualTo((int) least);
    }

    @ConformanceCase(
            id = "KEYSIZE-002",
            section = "5.5 C_GetMechanismInfo",
            requirement = "An RSA key below the least size told is not made",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void modulusBelowTheLeast_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long least = token.mechanismInfo(CKM_RSA_PKCS_KEY_PAIR_GEN).ulMinKeySize;
        NotApplicable.unless(least > STEP && least <= LONGEST_TRIED, "the least modulus told has " + least + " bits");

        assertSizeRefused(token, least - STEP);
    }

    @ConformanceCase(
            id = "KEYSIZE-003",
            section = "5.5 C_GetMechanismInfo",
            requirement = "An RSA key above the greatest size told is not made",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void modulusAboveTheGreatest_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long greatest = token.mechanismInfo(CKM_RSA_PKCS_KEY_PAIR_GEN).ulMaxKeySize;
        NotApplicable.unless(
                greatest <= LONGEST_TRIED,
                "the greatest modulus told has " + greatest + " bits: a longer one takes too long");

        assertSizeRefused(token, greatest + STEP);
    }

    /** A length of an AES key, in bytes. */
    record Row(int number, int bytes) implements CaseRow {
        @Override
        public String id() {
            return "KEYSIZE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "An AES key of " + bytes + " bytes is made where CK_MECHANISM_INFO tells of it, and only there";
        }
    }

    @ConformanceCases(
            section = "5.5 C_GetMechanismInfo",
            rows = "lengths",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void aesKey_isMadeAsTold(TokenUnderTest token, Row row) throws PKCS11Exception {
        CK_MECHANISM_INFO info = token.mechanismInfo(CKM_AES_KEY_GEN);
        long size = info.ulMaxKeySize > GREATEST_AES_BYTES ? (long) row.bytes() * Byte.SIZE : row.bytes();
        boolean told = info.ulMinKeySize <= size && size <= info.ulMaxKeySize;
        long session = token.openReadWriteUser();

        if (told) {
            long key = generated(token, session, row.bytes());
            assertThat(Attributes.read(token, session, key, CKA_VALUE_LEN)).isEqualTo((long) row.bytes());
        } else {
            assertReturnsOneOf(
                    () -> generated(token, session, row.bytes()),
                    CKR_KEY_SIZE_RANGE,
                    CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_TEMPLATE_INCONSISTENT);
        }
    }

    static List<Row> lengths() {
        return List.of(new Row(11, 16), new Row(12, 24), new Row(13, 32), new Row(14, 64), new Row(15, 8));
    }

    private static long generated(TokenUnderTest token, long session, int bytes) throws PKCS11Exception {
        return SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, bytes));
    }

    private static void assertSizeRefused(TokenUnderTest token, long bits) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturnsOneOf(
                () -> KeyPairs.rsa(token, session, bits, EXPONENT),
                CKR_KEY_SIZE_RANGE,
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_TEMPLATE_INCONSISTENT);
    }
}
