package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MessageParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Encryption or decryption of one message after the other with one key, PKCS#11 v3.0 sections 5.9 and 5.11. A message is over where one of its parts is refused; what
 * was begun with the key goes on until it is ended. What is decrypted is given when the tag is known to be right, and not before.
 */
public final class MessageOperation extends Operation {
    private final GcmMessages messages;
    private @Nullable Begun begun;

    /** A message that comes in parts. */
    private record Begun(AeadCipher cipher, int tagBytes) {}

    MessageOperation(GcmMessages messages) {
        this.messages = messages;
    }

    /** {@code C_EncryptMessage} or {@code C_DecryptMessage}: a message at once. */
    public void process(MessageParameter parameter, byte[] associatedData, byte[] input, OutputBuffer output) {
        requireNoMessage();
        MessageParameter.Gcm gcm = parameter.gcm();
        int tagBytes = messages.tagBytes(gcm);
        if (output.accepts(input.length)) {
            Begun message = new Begun(messages.begin(parameter, gcm, associatedData), tagBytes);
            output.put(last(message, parameter, input));
        }
    }

    /** {@code C_EncryptMessageBegin} or {@code C_DecryptMessageBegin}. */
    public void begin(MessageParameter parameter, byte[] associatedData) {
        requireNoMessage();
        MessageParameter.Gcm gcm = parameter.gcm();
        int tagBytes = messages.tagBytes(gcm);
        begun = new Begun(messages.begin(parameter, gcm, associatedData), tagBytes);
    }

    /**
     * {@code C_EncryptMessageNext} or {@code C_DecryptMessageNext}.
     *
     * @param end whether this is the last part
     */
    public void next(MessageParameter parameter, byte[] part, OutputBuffer output, boolean end) {
        Begun message = begun;
        if (message == null) {
            throw new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no message was begun");
        }
        try {
            if (output.accepts(length(message, part, end))) {
                output.put(
                        end ? last(message, parameter, part) : message.cipher().update(part));
                begun = end ? null : message;
            }
        } catch (CryptokiException e) {
            begun = e.ckr() == Ckr.CKR_BUFFER_TOO_SMALL ? message : null;
            throw e;
        }
    }

    private int length(Begun message, byte[] part, boolean end) {
        if (!end) {
            return message.cipher().updateLength(part.length);
        }
        return messages.encrypts()
                ? message.cipher().finalLength(part.length) - message.tagBytes()
                : message.cipher().finalLength(part.length + message.tagBytes());
    }

    /** Ends the message that comes in parts; what is begun with the key goes on. */
    public void endMessage() {
        begun = null;
    }

    /** The rest of a message, whose tag goes by the parameter and not with the cryptogram. */
    private byte[] last(Begun message, MessageParameter parameter, byte[] part) {
        if (messages.encrypts()) {
            byte[] whole = message.cipher().finish(part);
            int length = whole.length - message.tagBytes();
            parameter.putTag(Arrays.copyOfRange(whole, length, whole.length));
            return Arrays.copyOf(whole, length);
        }
        byte[] tagged = Arrays.copyOf(part, part.length + message.tagBytes());
        System.arraycopy(parameter.tag(message.tagBytes()), 0, tagged, part.length, message.tagBytes());
        try {
            return message.cipher().finish(tagged);
        } catch (CryptokiException e) {
            throw new CryptokiException(Ckr.CKR_AEAD_DECRYPT_FAILED, "the tag is wrong");
        }
    }

    private void requireNoMessage() {
        if (begun != null) {
            throw new CryptokiException(Ckr.CKR_OPERATION_ACTIVE, "a message in parts goes on");
        }
    }
}
