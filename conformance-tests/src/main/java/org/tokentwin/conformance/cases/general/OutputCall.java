package org.tokentwin.conformance.cases.general;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The functions that fill a buffer of the caller, PKCS#11 v2.40 section 5.2, each with what must be done before it can. */
enum OutputCall {
    GET_SLOT_LIST(CryptokiFunction.C_GetSlotList),
    GET_MECHANISM_LIST(CryptokiFunction.C_GetMechanismList),
    DIGEST(CryptokiFunction.C_Digest, CKM_SHA256) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            token.p11().C_DigestInit(session, Attributes.mechanism(CKM_SHA256), true);
            return MESSAGE.clone();
        }
    },
    DIGEST_FINAL(CryptokiFunction.C_DigestFinal, CKM_SHA256) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            token.p11().C_DigestInit(session, Attributes.mechanism(CKM_SHA256), true);
            token.p11().C_DigestUpdate(session, MESSAGE.clone());
            return new byte[0];
        }
    },
    SIGN(CryptokiFunction.C_Sign, CKM_SHA256_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
            token.p11()
                    .C_SignInit(
                            session,
                            Attributes.mechanism(CKM_SHA256_RSA_PKCS),
                            TokenKeys.rsa(token, session, CKA_SIGN),
                            true);
            return MESSAGE.clone();
        }
    },
    SIGN_FINAL(CryptokiFunction.C_SignFinal, CKM_SHA256_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            SIGN.start(token, session);
            token.p11().C_SignUpdate(session, MESSAGE.clone());
            return new byte[0];
        }
    },
    SIGN_RECOVER(CryptokiFunction.C_SignRecover, CKM_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            token.requireFlag(CKM_RSA_PKCS, CKF_SIGN_RECOVER);
            token.p11()
                    .C_SignRecoverInit(
                            session,
                            Attributes.mechanism(CKM_RSA_PKCS),
                            TokenKeys.rsa(token, session, CKA_SIGN_RECOVER),
                            true);
            return MESSAGE.clone();
        }
    },
    VERIFY_RECOVER(CryptokiFunction.C_VerifyRecover, CKM_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.requireFlag(CKM_RSA_PKCS, CKF_VERIFY_RECOVER);
            long key = PublicKeys.onToken(
                    token, session, SoftwareKeys.rsaPublic(), Attributes.bool(CKA_VERIFY_RECOVER, true));
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, SoftwareKeys.rsaPair().getPrivate());
            token.p11().C_VerifyRecoverInit(session, Attributes.mechanism(CKM_RSA_PKCS), key, true);
            return cipher.doFinal(MESSAGE);
        }
    },
    ENCRYPT_FINAL(CryptokiFunction.C_EncryptFinal, CKM_AES_CBC_PAD) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            token.p11().C_EncryptInit(session, SecretCipher.AES_CBC_PAD.mechanism(), aesKey(token, session), true);
            token.p11().C_EncryptUpdate(session, MESSAGE.clone());
            return new byte[0];
        }
    },
    ENCRYPT(CryptokiFunction.C_Encrypt, CKM_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.requireFlag(CKM_RSA_PKCS, CKF_ENCRYPT);
            long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
            token.p11().C_EncryptInit(session, Attributes.mechanism(CKM_RSA_PKCS), key, true);
            return MESSAGE.clone();
        }
    },
    DECRYPT(CryptokiFunction.C_Decrypt, CKM_RSA_PKCS) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.requireFlag(CKM_RSA_PKCS, CKF_DECRYPT);
            long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, PublicKeys.rsa(token, session, key));
            token.p11().C_DecryptInit(session, Attributes.mechanism(CKM_RSA_PKCS), key, true);
            return cipher.doFinal(MESSAGE);
        }
    },
    ENCRYPT_UPDATE(CryptokiFunction.C_EncryptUpdate, CKM_AES_CBC) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            encryptInit(token, session);
            return BLOCKS.clone();
        }
    },
    DECRYPT_UPDATE(CryptokiFunction.C_DecryptUpdate, CKM_AES_CBC) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            return decryptInit(token, session, SecretCipher.AES_CBC, BLOCKS);
        }
    },
    DECRYPT_FINAL(CryptokiFunction.C_DecryptFinal, CKM_AES_CBC_PAD) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.p11().C_DecryptUpdate(session, decryptInit(token, session, SecretCipher.AES_CBC_PAD, MESSAGE));
            return new byte[0];
        }
    },
    DIGEST_ENCRYPT_UPDATE(CryptokiFunction.C_DigestEncryptUpdate, CKM_AES_CBC, CKM_SHA256) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            encryptInit(token, session);
            token.p11().C_DigestInit(session, Attributes.mechanism(CKM_SHA256), true);
            return BLOCKS.clone();
        }
    },
    DECRYPT_DIGEST_UPDATE(CryptokiFunction.C_DecryptDigestUpdate, CKM_AES_CBC, CKM_SHA256) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.p11().C_DigestInit(session, Attributes.mechanism(CKM_SHA256), true);
            return decryptInit(token, session, SecretCipher.AES_CBC, BLOCKS);
        }
    },
    SIGN_ENCRYPT_UPDATE(CryptokiFunction.C_SignEncryptUpdate, CKM_AES_CBC, CKM_SHA256_HMAC) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception {
            encryptInit(token, session);
            token.p11().C_SignInit(session, Attributes.mechanism(CKM_SHA256_HMAC), macKey(token, session), true);
            return BLOCKS.clone();
        }
    },
    DECRYPT_VERIFY_UPDATE(CryptokiFunction.C_DecryptVerifyUpdate, CKM_AES_CBC, CKM_SHA256_HMAC) {
        @Override
        byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
            token.p11().C_VerifyInit(session, Attributes.mechanism(CKM_SHA256_HMAC), macKey(token, session), true);
            return decryptInit(token, session, SecretCipher.AES_CBC, BLOCKS);
        }
    };

    /** They give what they can, and leave the operation open for the next part. */
    private static final Set<CryptokiFunction> UPDATES = EnumSet.of(
            CryptokiFunction.C_EncryptUpdate,
            CryptokiFunction.C_DecryptUpdate,
            CryptokiFunction.C_DigestEncryptUpdate,
            CryptokiFunction.C_DecryptDigestUpdate,
            CryptokiFunction.C_SignEncryptUpdate,
            CryptokiFunction.C_DecryptVerifyUpdate);

    private static final byte[] MESSAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    private static final byte[] BLOCKS = new byte[3 * SecretCipher.AES_CBC.blockBytes()];

    private final CryptokiFunction function;
    private final List<Long> mechanisms;

    OutputCall(CryptokiFunction function, Long... mechanisms) {
        this.function = function;
        this.mechanisms = List.of(mechanisms);
    }

    CryptokiFunction function() {
        return function;
    }

    List<Long> mechanisms() {
        return mechanisms;
    }

    /** Whether it needs an operation; the others can be called any time, and their lengths count numbers, not bytes. */
    boolean isOfOperation() {
        return !mechanisms.isEmpty();
    }

    /** Whether the operation ends with its output. */
    boolean endsOperation() {
        return isOfOperation() && !UPDATES.contains(function);
    }

    /** Whether it goes on with two operations at once. */
    boolean isDual() {
        return mechanisms.size() > 1;
    }

    /**
     * Begins the operation, in a session of the user.
     *
     * @return the data that the function takes; empty where it takes none
     */
    byte[] start(TokenUnderTest token, long session) throws PKCS11Exception, GeneralSecurityException {
        return new byte[0];
    }

    /** Calls the function with this buffer and pointer to its length. */
    void call(
            TokenUnderTest token,
            long session,
            RawMemory memory,
            byte[] data,
            MemorySegment buffer,
            MemorySegment length)
            throws PKCS11Exception {
        switch (this) {
            case GET_SLOT_LIST -> token.raw().call(function, false, buffer, length);
            case GET_MECHANISM_LIST -> token.raw().call(function, token.slot(), buffer, length);
            case DIGEST_FINAL, SIGN_FINAL, ENCRYPT_FINAL, DECRYPT_FINAL ->
                token.raw().call(function, session, buffer, length);
            default -> token.raw().call(function, session, memory.bytes(data), (long) data.length, buffer, length);
        }
    }

    private static void encryptInit(TokenUnderTest token, long session) throws PKCS11Exception {
        token.requireFlag(CKM_AES_CBC, CKF_ENCRYPT);
        token.p11().C_EncryptInit(session, SecretCipher.AES_CBC.mechanism(), aesKey(token, session), true);
    }

    /** Returns the data's cryptogram. */
    private static byte[] decryptInit(TokenUnderTest token, long session, SecretCipher cipher, byte[] data)
            throws PKCS11Exception, GeneralSecurityException {
        token.requireFlag(cipher.type(), CKF_DECRYPT);
        token.p11().C_DecryptInit(session, cipher.mechanism(), aesKey(token, session), true);
        return cipher.encrypted(data);
    }

    private static long macKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token,
                session,
                CKK_GENERIC_SECRET,
                SecretCipher.AES_CBC.keyValue(),
                Attributes.bool(CKA_SIGN, true),
                Attributes.bool(CKA_VERIFY, true));
    }

    private static long aesKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token,
                session,
                SecretCipher.AES_CBC_PAD.keyType(),
                SecretCipher.AES_CBC_PAD.keyValue(),
                Attributes.bool(CKA_ENCRYPT, true),
                Attributes.bool(CKA_DECRYPT, true));
    }
}
