package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** {@code C_SignInit} to {@code C_Sign} or {@code C_SignFinal}, PKCS#11 v2.40 section 5.11. */
public final class SignOperation extends Operation {
    private static final byte[] NOTHING = {};

    private final Message message;
    private final Signer signer;

    SignOperation(Message message, Signer signer) {
        this.message = message;
        this.signer = signer;
    }

    /** Returns the same for one message after the other, {@code C_MessageSignInit}. */
    MessageSignOperation ofMessages() {
        return new MessageSignOperation(message, signer);
    }

    /** {@code C_Sign}. */
    public void sign(byte[] data, OutputBuffer signature) {
        beginSinglePart();
        endWith(signature, signer.signatureLength(), () -> signer.sign(message.finish(data)));
    }

    /** {@code C_Sign} of a model that ends a signature in parts by it, too. */
    public void signRest(byte[] data, OutputBuffer signature) {
        beginFinal(true);
        endWith(signature, signer.signatureLength(), () -> signer.sign(message.finish(data)));
    }

    /** {@code C_SignUpdate}. */
    public void update(byte[] part) {
        beginPart(message.takesParts());
        message.update(part);
    }

    /** {@code C_SignFinal}. */
    public void finish(OutputBuffer signature) {
        beginFinal(message.takesParts());
        endWith(signature, signer.signatureLength(), () -> signer.sign(message.finish(NOTHING)));
    }
}
