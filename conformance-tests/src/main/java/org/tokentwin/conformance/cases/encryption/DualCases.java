package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DUAL_CRYPTO_OPERATIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SecretMac;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** Two operations at once on the parts of one message, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class DualCases {
    private static final SecretCipher CIPHER = SecretCipher.AES_CBC_PAD;
    private static final SecretMac MAC = SecretMac.SHA256_HMAC;
    private static final byte[] MESSAGE =
            "What passed on the twin passed on the token.".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_PART = 16;

    /** One function for a part. */
    @FunctionalInterface
    private interface Update {
        byte[] of(byte[] part) throws PKCS11Exception;
    }

    @ConformanceCase(
            id = "DUAL-001",
            section = "5.13 C_DigestEncryptUpdate",
            requirement = "It digests and encrypts as each alone does",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256, CKM_AES_CBC_PAD},
            tokenFlags = CKF_DUAL_CRYPTO_OPERATIONS)
    void digestAndEncryption_areAsAlone(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        token.p11().C_EncryptInit(session, CIPHER.mechanism(), cipherKey(token, session), true);
        byte[] cryptogram = inParts(
                MESSAGE,
                part -> token.p11().C_DigestEncryptUpdate(session, part),
                () -> token.p11().C_EncryptFinal(session));

        assertThat(cryptogram).isEqualTo(CIPHER.encrypted(MESSAGE));
        assertThat(token.p11().C_DigestFinal(session)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, MESSAGE));
    }

    @ConformanceCase(
            id = "DUAL-002",
            section = "5.13 C_DecryptDigestUpdate",
            requirement = "It decrypts, and digests what it decrypted",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256, CKM_AES_CBC},
            tokenFlags = CKF_DUAL_CRYPTO_OPERATIONS)
    void decryptionAndDigest_areAsAlone(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] message = Arrays.copyOf(MESSAGE, 2 * FIRST_PART);
        token.p11().C_DecryptInit(session, SecretCipher.AES_CBC.mechanism(), cipherKey(token, session), true);
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        byte[] data = inParts(
                SecretCipher.AES_CBC.encrypted(message),
                part -> token.p11().C_DecryptDigestUpdate(session, part),
                () -> token.p11().C_DecryptFinal(session));

        assertThat(data).isEqualTo(message);
        assertThat(token.p11().C_DigestFinal(session)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, message));
    }

    @ConformanceCase(
            id = "DUAL-003",
            section = "5.13 C_SignEncryptUpdate",
            requirement = "It signs and encrypts as each alone does",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256_HMAC, CKM_AES_CBC_PAD},
            tokenFlags = CKF_DUAL_CRYPTO_OPERATIONS)
    void signatureAndEncryption_areAsAlone(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        token.p11().C_SignInit(session, mechanism(MAC.type()), macKey(token, session), true);
        token.p11().C_EncryptInit(session, CIPHER.mechanism(), cipherKey(token, session), true);
        byte[] cryptogram = inParts(
                MESSAGE,
                part -> token.p11().C_SignEncryptUpdate(session, part),
                () -> token.p11().C_EncryptFinal(session));

        assertThat(cryptogram).isEqualTo(CIPHER.encrypted(MESSAGE));
        assertThat(token.p11().C_SignFinal(session)).isEqualTo(MAC.of(MESSAGE));
    }

    @ConformanceCase(
            id = "DUAL-004",
            section = "5.13 C_DecryptVerifyUpdate",
            requirement = "It decrypts, and verifies what it decrypted",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256_HMAC, CKM_AES_CBC},
            tokenFlags = CKF_DUAL_CRYPTO_OPERATIONS)
    void decryptionAndVerification_areAsAlone(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] message = Arrays.copyOf(MESSAGE, 2 * FIRST_PART);
        token.p11().C_DecryptInit(session, SecretCipher.AES_CBC.mechanism(), cipherKey(token, session), true);
        token.p11().C_VerifyInit(session, mechanism(MAC.type()), macKey(token, session), true);
        byte[] data = inParts(
                SecretCipher.AES_CBC.encrypted(message),
                part -> token.p11().C_DecryptVerifyUpdate(session, part),
                () -> token.p11().C_DecryptFinal(session));
        byte[] code = MAC.of(message);

        assertThat(data).isEqualTo(message);
        assertOk(() -> token.p11().C_VerifyFinal(session, code));
    }

    /** The end of the operation that gives output. */
    @FunctionalInterface
    private interface End {
        byte[] of() throws PKCS11Exception;
    }

    /** All that two parts and the end give. The case does not apply where the function is not offered. */
    private static byte[] inParts(byte[] message, Update update, End end) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            output.write(update.of(Arrays.copyOf(message, FIRST_PART)));
        } catch (PKCS11Exception e) {
            NotApplicable.unless(
                    e.getErrorCode() != CKR_FUNCTION_NOT_SUPPORTED, "the token does not do two operations at once");
            throw e;
        }
        output.write(update.of(Arrays.copyOfRange(message, FIRST_PART, message.length)));
        output.write(end.of());
        return output.toByteArray();
    }

    private static long cipherKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token, session, CIPHER.keyType(), CIPHER.keyValue(), bool(CKA_ENCRYPT, true), bool(CKA_DECRYPT, true));
    }

    private static long macKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token, session, MAC.keyType(), MAC.keyValue(), bool(CKA_SIGN, true), bool(CKA_VERIFY, true));
    }
}
