package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOrDoesNothing;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

@ExtendWith(ConformanceExtension.class)
class DecryptionCases {
    private static final long NO_MASK = 0x7F;
    private static final byte[] SECRET = {5, 4, 3, 2, 1, 0};

    @ConformanceCase(
            id = "DECRYPT-001",
            section = "5.9 C_Decrypt",
            requirement = "The key decrypts what the JDK encrypted with PKCS #1 v1.5",
            mechanisms = CKM_RSA_PKCS)
    void pkcs1_decrypts(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        byte[] cryptogram = pkcs1(PublicKeys.rsa(token, session, key));

        assertThat(decrypt(token, session, mechanism(CKM_RSA_PKCS), key, cryptogram))
                .isEqualTo(SECRET);
    }

    @ConformanceCase(
            id = "DECRYPT-002",
            section = "5.9 C_Decrypt",
            requirement = "The key decrypts what the JDK encrypted with OAEP and SHA-1",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepWithSha1_decrypts(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                PublicKeys.rsa(token, session, key),
                new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
        CK_MECHANISM oaep = mechanism(CKM_RSA_PKCS_OAEP, oaep(CKM_SHA_1, CKG_MGF1_SHA1));

        assertThat(decrypt(token, session, oaep, key, cipher.doFinal(SECRET))).isEqualTo(SECRET);
    }

    @ConformanceCase(
            id = "DECRYPT-003",
            section = "5.9 C_Decrypt",
            requirement = "The key decrypts what the JDK encrypted with OAEP and SHA-256",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepWithSha256_decrypts(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                PublicKeys.rsa(token, session, key),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        CK_MECHANISM oaep = mechanism(CKM_RSA_PKCS_OAEP, oaep(CKM_SHA256, CKG_MGF1_SHA256));
        long seen = Returns.of(() -> token.p11().C_DecryptInit(session, oaep, key, true));
        NotApplicable.unless(seen == CKR_OK, "the token takes no OAEP with SHA-256: " + Returns.name(seen));

        assertThat(token.p11().C_Decrypt(session, cipher.doFinal(SECRET))).isEqualTo(SECRET);
    }

    @ConformanceCase(
            id = "DECRYPT-004",
            section = "5.9 C_Decrypt",
            requirement = "A cryptogram of the wrong length returns CKR_ENCRYPTED_DATA_LEN_RANGE",
            mechanisms = CKM_RSA_PKCS)
    void shortCryptogram_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        assumeDecrypts(token, session, key);

        assertReturns(
                CKR_ENCRYPTED_DATA_LEN_RANGE,
                () -> decrypt(token, session, mechanism(CKM_RSA_PKCS), key, new byte[20]));
    }

    @ConformanceCase(
            id = "DECRYPT-005",
            section = "5.9 C_Decrypt",
            requirement = "A cryptogram without a sound padding returns CKR_ENCRYPTED_DATA_INVALID",
            mechanisms = CKM_RSA_PKCS)
    void badPadding_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        assumeDecrypts(token, session, key);
        byte[] zero = new byte[PublicKeys.rsa(token, session, key).getModulus().bitLength() / 8];
        zero[zero.length - 1] = 2;

        // random data in its place keeps from a caller that the padding was wrong, and is no failure
        assertReturnsOrDoesNothing(
                CKR_ENCRYPTED_DATA_INVALID, () -> decrypt(token, session, mechanism(CKM_RSA_PKCS), key, zero));
    }

    @ConformanceCase(
            id = "DECRYPT-006",
            section = "5.8 C_Encrypt",
            requirement = "What the module encrypts with a public key, its private key decrypts",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS)
    void encryptAndDecrypt_areInverse(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        long publicKey = PublicKeys.onToken(token, session, PublicKeys.rsa(token, session, key));
        token.p11().C_EncryptInit(session, mechanism(CKM_RSA_PKCS), publicKey, true);
        byte[] cryptogram = token.p11().C_Encrypt(session, SECRET);

        assertThat(decrypt(token, session, mechanism(CKM_RSA_PKCS), key, cryptogram))
                .isEqualTo(SECRET);
    }

    @ConformanceCase(
            id = "DECRYPT-007",
            section = "5.9 C_DecryptInit",
            requirement = "OAEP parameters with a mask function that does not exist return CKR_MECHANISM_PARAM_INVALID",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepWithUnknownMask_isRefused(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS_OAEP, CKF_DECRYPT);
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        CK_MECHANISM unknown = mechanism(CKM_RSA_PKCS_OAEP, oaep(CKM_SHA_1, NO_MASK));

        assertReturns(CKR_MECHANISM_PARAM_INVALID, () -> token.p11().C_DecryptInit(session, unknown, key, true));
    }

    /** Whoever refuses a sound cryptogram, too, has not seen the fault. */
    private static void assumeDecrypts(TokenUnderTest token, long session, long key) throws Exception {
        byte[] sound = pkcs1(PublicKeys.rsa(token, session, key));
        Preparation.run(
                "the token decrypts nothing", () -> decrypt(token, session, mechanism(CKM_RSA_PKCS), key, sound));
    }

    private static byte[] pkcs1(RSAPublicKey key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(SECRET);
    }

    private static byte[] decrypt(TokenUnderTest token, long session, CK_MECHANISM mechanism, long key, byte[] data)
            throws PKCS11Exception {
        token.p11().C_DecryptInit(session, mechanism, key, true);
        return token.p11().C_Decrypt(session, data);
    }
}
