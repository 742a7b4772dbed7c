package org.tokentwin.conformance.cases.encryption;

import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_GCM;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.GcmMessage;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Encryption and decryption of messages, with the functions for each, PKCS#11 v3.0 sections 5.9 and 5.11. */
enum MessageDirection {
    ENCRYPT(
            CKA_ENCRYPT,
            Ckf.CKF_MESSAGE_ENCRYPT,
            CryptokiFunction.C_MessageEncryptInit,
            CryptokiFunction.C_EncryptMessage,
            CryptokiFunction.C_EncryptMessageBegin,
            CryptokiFunction.C_EncryptMessageNext,
            CryptokiFunction.C_MessageEncryptFinal),
    DECRYPT(
            CKA_DECRYPT,
            Ckf.CKF_MESSAGE_DECRYPT,
            CryptokiFunction.C_MessageDecryptInit,
            CryptokiFunction.C_DecryptMessage,
            CryptokiFunction.C_DecryptMessageBegin,
            CryptokiFunction.C_DecryptMessageNext,
            CryptokiFunction.C_MessageDecryptFinal);

    private final long attribute;
    private final long flag;
    private final CryptokiFunction init;
    private final CryptokiFunction whole;
    private final CryptokiFunction begin;
    private final CryptokiFunction next;
    private final CryptokiFunction end;

    MessageDirection(
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

    CryptokiFunction next() {
        return next;
    }

    /** Begins messages with a key; each has its own parameter. */
    void init(TokenUnderTest token, RawMemory memory, long session, long mechanism, long key) throws PKCS11Exception {
        token.rawWith(init).call(init, session, memory.mechanism(mechanism), key);
    }

    void init(TokenUnderTest token, RawMemory memory, long session, long key) throws PKCS11Exception {
        init(token, memory, session, CKM_AES_GCM, key);
    }

    /** The init that ends what was begun. */
    void cancel(TokenUnderTest token, long session) throws PKCS11Exception {
        token.rawWith(init).call(init, session, NULL, 0L);
    }

    /** A message at once. */
    void whole(
            TokenUnderTest token,
            long session,
            GcmMessage message,
            MemorySegment input,
            MemorySegment output,
            MemorySegment length)
            throws PKCS11Exception {
        token.rawWith(whole)
                .call(
                        whole,
                        session,
                        message.parameter(),
                        message.parameterBytes(),
                        message.associatedData(),
                        message.associatedBytes(),
                        input,
                        GcmMessage.length(input),
                        output,
                        length);
    }

    void begin(TokenUnderTest token, long session, GcmMessage message) throws PKCS11Exception {
        token.rawWith(begin)
                .call(
                        begin,
                        session,
                        message.parameter(),
                        message.parameterBytes(),
                        message.associatedData(),
                        message.associatedBytes());
    }

    void next(
            TokenUnderTest token,
            long session,
            GcmMessage message,
            MemorySegment input,
            MemorySegment output,
            MemorySegment length,
            boolean last)
            throws PKCS11Exception {
        token.rawWith(next)
                .call(
                        next,
                        session,
                        message.parameter(),
                        message.parameterBytes(),
                        input,
                        GcmMessage.length(input),
                        output,
                        length,
                        last ? Ckf.CKF_END_OF_MESSAGE : 0L);
    }

    void end(TokenUnderTest token, long session) throws PKCS11Exception {
        token.rawWith(end).call(end, session);
    }
}
