package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * What signing and verifying one message after the other with one key have in common, PKCS#11 v3.0 sections 5.14 and 5.16. A message is over where one of its
 * parts is refused; what was begun with the key goes on until it is ended. The mechanisms that do it take no parameter for a message.
 */
abstract sealed class SignedMessages extends Operation permits MessageSignOperation, MessageVerifyOperation {
    private final Message message;
    private boolean begun;

    SignedMessages(Message message) {
        this.message = message;
    }

    /**
     * {@code C_SignMessageBegin} or {@code C_VerifyMessageBegin}.
     *
     * @param parameter of the message
     */
    public final void begin(byte[] parameter) {
        requireNoMessage();
        requireEmpty(parameter);
        if (!message.takesParts()) {
            throw new CryptokiException(
                    Ckr.CKR_FUNCTION_NOT_SUPPORTED, "the mechanism takes its data in a single part");
        }
        begun = true;
    }

    /** Takes a part that others follow. */
    public final void update(byte[] parameter, byte[] part) {
        inMessage(parameter, () -> message.update(part));
    }

    /** Ends the message that comes in parts; what was begun with the key goes on. */
    public final void endMessage() {
        begun = false;
        message.reset();
    }

    /** Does something with the message that comes in parts, which is over where that is refused. */
    final void inMessage(byte[] parameter, Runnable use) {
        if (!begun) {
            throw new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no message was begun");
        }
        try {
            requireEmpty(parameter);
            requirePinGiven();
            use.run();
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_BUFFER_TOO_SMALL) {
                endMessage();
            }
            throw e;
        }
    }

    /** Opens a call that has a whole message. */
    final void beginWhole(byte[] parameter) {
        requireNoMessage();
        requireEmpty(parameter);
    }

    /** Ends a message, and returns what is signed: this data is the last or only part. One PIN was for one message. */
    final byte[] last(byte[] data) {
        requirePinGiven();
        begun = false;
        awaitPinAgain();
        return message.finish(data);
    }

    private void requirePinGiven() {
        if (awaitsPin()) {
            throw new CryptokiException(Ckr.CKR_USER_NOT_LOGGED_IN, "the key wants the PIN for each message");
        }
    }

    private void requireNoMessage() {
        if (begun) {
            throw new CryptokiException(Ckr.CKR_OPERATION_ACTIVE, "a message in parts goes on");
        }
    }

    private static void requireEmpty(byte[] parameter) {
        if (parameter.length != 0) {
            throw new CryptokiException(
                    Ckr.CKR_MECHANISM_PARAM_INVALID, parameter.length + " bytes, messages have no parameter here");
        }
    }
}
