package org.tokentwin.emulator.cryptoki.mechanism;

/** {@code C_VerifyInit} to {@code C_Verify} or {@code C_VerifyFinal}, PKCS#11 v2.40 section 5.12. */
public final class VerifyOperation extends Operation {
    private static final byte[] NOTHING = {};

    private final Message message;
    private final Verifier verifier;

    VerifyOperation(Message message, Verifier verifier) {
        this.message = message;
        this.verifier = verifier;
    }

    /** Returns the same for one message after the other, {@code C_MessageVerifyInit}. */
    MessageVerifyOperation ofMessages() {
        return new MessageVerifyOperation(message, verifier);
    }

    /** {@code C_Verify}. */
    public void verify(byte[] data, byte[] signature) {
        beginSinglePart();
        end();
        verifier.verify(message.finish(data), signature);
    }

    /** {@code C_VerifyUpdate}. */
    public void update(byte[] part) {
        beginPart(message.takesParts());
        message.update(part);
    }

    /** {@code C_VerifyFinal}. */
    public void finish(byte[] signature) {
        beginFinal(message.takesParts());
        end();
        verifier.verify(message.finish(NOTHING), signature);
    }
}
