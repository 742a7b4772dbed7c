package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Signing one message after the other with one key, PKCS#11 v3.0 section 5.14. */
public final class MessageSignOperation extends SignedMessages {
    private final Signer signer;

    MessageSignOperation(Message message, Signer signer) {
        super(message);
        this.signer = signer;
    }

    /** {@code C_SignMessage}: a message at once. */
    public void sign(byte[] parameter, byte[] data, OutputBuffer signature) {
        beginWhole(parameter);
        signTo(signature, data);
    }

    /** {@code C_SignMessageNext} with the last part. */
    public void finish(byte[] parameter, byte[] part, OutputBuffer signature) {
        inMessage(parameter, () -> signTo(signature, part));
    }

    private void signTo(OutputBuffer signature, byte[] data) {
        if (signature.accepts(signer.signatureLength())) {
            signature.put(signer.sign(last(data)));
        }
    }
}
