package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SecretKeys;

/**
 * Sequences of calls, each allowed, that together tell a sensitive key: one key that both wraps and decrypts is enough. Known since J. Clulow,
 * "On the Security of PKCS #11" (2003); a token keeps its keys if it refuses any call of the sequence.
 */
@ExtendWith(ConformanceExtension.class)
class KeyExtractionCases {
    private static final byte[] SECRET = "this is 24 bytes of key.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IV = new byte[16];

    @ConformanceCase(
            id = "KEYLIFE-301",
            section = "security",
            requirement =
                    "A sensitive key that is wrapped with CKM_AES_CBC_PAD is not then decrypted with the wrapping key",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_CBC_PAD)
    void keyWrappedInCbc_isNotDecrypted(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_AES_CBC_PAD, CKF_WRAP);
        long session = token.openReadOnlyUser();
        long secret = sensitive(token, session);

        assertNotTold(() -> {
            long both = wrappingKey(token, session, bool(CKA_DECRYPT, true));
            byte[] wrapped = token.p11().C_WrapKey(session, mechanism(CKM_AES_CBC_PAD, IV), both, secret, true);
            token.p11().C_DecryptInit(session, mechanism(CKM_AES_CBC_PAD, IV), both, true);
            return token.p11().C_Decrypt(session, wrapped);
        });
    }

    @ConformanceCase(
            id = "KEYLIFE-302",
            section = "security",
            requirement = "A sensitive key that is wrapped with CKM_AES_KEY_WRAP is not then decrypted, block by block",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_AES_KEY_WRAP, CKM_AES_ECB})
    void keyWrapped_isNotDecryptedByBlocks(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_AES_KEY_WRAP, CKF_WRAP);
        long session = token.openReadOnlyUser();
        long secret = sensitive(token, session);

        assertNotTold(() -> {
            long both = wrappingKey(token, session, bool(CKA_DECRYPT, true));
            byte[] wrapped = token.p11().C_WrapKey(session, mechanism(CKM_AES_KEY_WRAP), both, secret, true);
            return unwrappedByBlocks(token, session, both, wrapped);
        });
    }

    @ConformanceCase(
            id = "KEYLIFE-303",
            section = "security",
            requirement = "A sensitive key that was wrapped is not unwrapped as one that is not sensitive",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_WRAP)
    void keyWrapped_isNotUnwrappedReadable(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_AES_KEY_WRAP, CKF_WRAP);
        token.requireFlag(CKM_AES_KEY_WRAP, CKF_UNWRAP);
        long session = token.openReadOnlyUser();
        long secret = sensitive(token, session);

        assertNotTold(() -> {
            long both = wrappingKey(token, session, bool(CKA_UNWRAP, true));
            byte[] wrapped = token.p11().C_WrapKey(session, mechanism(CKM_AES_KEY_WRAP), both, secret, true);
            CK_ATTRIBUTE[] readable = SecretKeys.readable(CKK_GENERIC_SECRET);
            long copy = token.p11().C_UnwrapKey(session, mechanism(CKM_AES_KEY_WRAP), both, wrapped, readable, true);
            return SecretKeys.value(token, session, copy);
        });
    }

    /** Calls that may lead to the value of a key. */
    @FunctionalInterface
    private interface Path {
        byte[] walk() throws PKCS11Exception;
    }

    private static void assertNotTold(Path path) {
        try {
            assertThat(path.walk()).as("what the calls told").isNotEqualTo(SECRET);
        } catch (PKCS11Exception refusal) {
            assertThat(Returns.name(refusal.getErrorCode())).isNotEqualTo("CKR_OK");
        }
    }

    private static long sensitive(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token, session, CKK_GENERIC_SECRET, SECRET, bool(CKA_SENSITIVE, true), bool(CKA_EXTRACTABLE, true));
    }

    private static long wrappingKey(TokenUnderTest token, long session, CK_ATTRIBUTE otherUse) throws PKCS11Exception {
        return SecretKeys.generated(
                token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, 32), bool(CKA_WRAP, true), otherUse);
    }

    /** RFC 3394 section 2.2.2, with the token's decryption of one block at a time. */
    private static byte[] unwrappedByBlocks(TokenUnderTest token, long session, long key, byte[] wrapped)
            throws PKCS11Exception {
        int half = Long.BYTES;
        int count = wrapped.length / half - 1;
        byte[] block = Arrays.copyOf(wrapped, 2 * half);
        byte[] value = Arrays.copyOfRange(wrapped, half, wrapped.length);
        for (int step = 6 * count; step > 0; step--) {
            int at = (step - 1) % count * half;
            block[half - 1] ^= (byte) step;
            System.arraycopy(value, at, block, half, half);
            token.p11().C_DecryptInit(session, mechanism(CKM_AES_ECB), key, true);
            block = token.p11().C_Decrypt(session, block);
            System.arraycopy(block, half, value, at, half);
        }
        return value;
    }
}
