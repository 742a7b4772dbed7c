package org.tokentwin.conformance.cases;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.TokenUnderTest;
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
    };

    private static final byte[] MESSAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private final CryptokiFunction function;
    private final Optional<Long> mechanism;

    OutputCall(CryptokiFunction function) {
        this.function = function;
        this.mechanism = Optional.empty();
    }

    OutputCall(CryptokiFunction function, long mechanism) {
        this.function = function;
        this.mechanism = Optional.of(mechanism);
    }

    CryptokiFunction function() {
        return function;
    }

    List<Long> mechanisms() {
        return mechanism.stream().toList();
    }

    /** Whether it needs an operation that it ends; the others can be called any time. */
    boolean endsOperation() {
        return mechanism.isPresent();
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
            case DIGEST_FINAL, SIGN_FINAL, ENCRYPT_FINAL -> token.raw().call(function, session, buffer, length);
            default -> token.raw().call(function, session, memory.bytes(data), (long) data.length, buffer, length);
        }
    }

    private static long aesKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.onToken(
                token,
                session,
                SecretCipher.AES_CBC_PAD.keyType(),
                SecretCipher.AES_CBC_PAD.keyValue(),
                Attributes.bool(CKA_ENCRYPT, true));
    }
}
