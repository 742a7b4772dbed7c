package org.tokentwin.emulator.cryptoki.mechanism;

/** Verifying one message after the other with one key, PKCS#11 v3.0 section 5.16. */
public final class MessageVerifyOperation extends SignedMessages {
    private final Verifier verifier;

    MessageVerifyOperation(Message message, Verifier verifier) {
        super(message);
        this.verifier = verifier;
    }

    /** {@code C_VerifyMessage}: a message at once. */
    public void verify(byte[] parameter, byte[] data, byte[] signature) {
        beginWhole(parameter);
        verifier.verify(last(data), signature);
    }

    /** {@code C_VerifyMessageNext} with the last part. */
    public void finish(byte[] parameter, byte[] part, byte[] signature) {
        inMessage(parameter, () -> verifier.verify(last(part), signature));
    }
}
