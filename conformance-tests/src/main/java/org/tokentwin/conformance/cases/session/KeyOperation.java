package org.tokentwin.conformance.cases.session;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** What a key can be used for, with the function that begins it, the key's attribute and the mechanism's flag that allow it. */
enum KeyOperation {
    ENCRYPT(CryptokiFunction.C_EncryptInit, PKCS11Constants.CKA_ENCRYPT, PKCS11Constants.CKF_ENCRYPT),
    DECRYPT(CryptokiFunction.C_DecryptInit, PKCS11Constants.CKA_DECRYPT, PKCS11Constants.CKF_DECRYPT),
    SIGN(CryptokiFunction.C_SignInit, PKCS11Constants.CKA_SIGN, PKCS11Constants.CKF_SIGN),
    SIGN_RECOVER(
            CryptokiFunction.C_SignRecoverInit, PKCS11Constants.CKA_SIGN_RECOVER, PKCS11Constants.CKF_SIGN_RECOVER),
    VERIFY(CryptokiFunction.C_VerifyInit, PKCS11Constants.CKA_VERIFY, PKCS11Constants.CKF_VERIFY),
    VERIFY_RECOVER(
            CryptokiFunction.C_VerifyRecoverInit,
            PKCS11Constants.CKA_VERIFY_RECOVER,
            PKCS11Constants.CKF_VERIFY_RECOVER);

    private final CryptokiFunction function;
    private final long attribute;
    private final long flag;

    KeyOperation(CryptokiFunction function, long attribute, long flag) {
        this.function = function;
        this.attribute = attribute;
        this.flag = flag;
    }

    /** The function that begins it. */
    CryptokiFunction function() {
        return function;
    }

    /** {@code CKA_} that a key must have set. */
    long attribute() {
        return attribute;
    }

    /** {@code CKF_} of a mechanism that does this. */
    long flag() {
        return flag;
    }

    /** Whether it takes a public key. */
    boolean isPublic() {
        return this == ENCRYPT || this == VERIFY || this == VERIFY_RECOVER;
    }

    void init(TokenUnderTest token, long session, CK_MECHANISM mechanism, long key) throws PKCS11Exception {
        switch (this) {
            case ENCRYPT -> token.p11().C_EncryptInit(session, mechanism, key, true);
            case DECRYPT -> token.p11().C_DecryptInit(session, mechanism, key, true);
            case SIGN -> token.p11().C_SignInit(session, mechanism, key, true);
            case SIGN_RECOVER -> token.p11().C_SignRecoverInit(session, mechanism, key, true);
            case VERIFY -> token.p11().C_VerifyInit(session, mechanism, key, true);
            case VERIFY_RECOVER -> token.p11().C_VerifyRecoverInit(session, mechanism, key, true);
        }
    }
}
