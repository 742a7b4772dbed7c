package org.tokentwin.conformance.cases.signature;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;

import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Signing and verifying of messages, with the functions for each, PKCS#11 v3.0 sections 5.14 and 5.16. */
enum SignedMessageDirection {
    SIGN(
            CKA_SIGN,
            Ckf.CKF_MESSAGE_SIGN,
            CryptokiFunction.C_MessageSignInit,
            CryptokiFunction.C_SignMessage,
            CryptokiFunction.C_SignMessageBegin,
            CryptokiFunction.C_SignMessageNext,
            CryptokiFunction.C_MessageSignFinal),
    VERIFY(
            CKA_VERIFY,
            Ckf.CKF_MESSAGE_VERIFY,
            CryptokiFunction.C_MessageVerifyInit,
            CryptokiFunction.C_VerifyMessage,
            CryptokiFunction.C_VerifyMessageBegin,
            CryptokiFunction.C_VerifyMessageNext,
            CryptokiFunction.C_MessageVerifyFinal);

    private final long attribute;
    private final long flag;
    private final CryptokiFunction init;
    private final CryptokiFunction whole;
    private final CryptokiFunction begin;
    private final CryptokiFunction next;
    private final CryptokiFunction end;

    SignedMessageDirection(
            long attribute,
            long flag,
            CryptokiFunction init,
            CryptokiFunction whole,
            CryptokiFunction begin,
            CryptokiFunction next,
            CryptokiFunction end) {
        this.attribute = attribute;
        this.flag = flag;
        this.init = init;
        this.whole = whole;
        this.begin = begin;
        this.next = next;
        this.end = end;
    }

    /** {@code CKA_} that a key must have set. */
    long attribute() {
        return attribute;
    }

    /** {@code CKF_} of a mechanism that does this, and of the operation in {@code C_SessionCancel}. */
    long flag() {
        return flag;
    }

    CryptokiFunction init() {
        return init;
    }

    CryptokiFunction whole() {
        return whole;
    }

    CryptokiFunction begin() {
        return begin;
    }

    CryptokiFunction next() {
        return next;
    }

    CryptokiFunction end() {
        return end;
    }
}
