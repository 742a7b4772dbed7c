package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A block cipher in a mode of Bouncy Castle's, initialised already. */
abstract class BufferedHostCipher implements HostCipher {
    private final BufferedBlockCipher cipher;
    private final boolean encrypt;
    private long taken;

    BufferedHostCipher(BufferedBlockCipher cipher, boolean encrypt) {
        this.cipher = cipher;
        this.encrypt = encrypt;
    }

    final boolean encrypts() {
        return encrypt;
    }

    final int blockBytes() {
        return cipher.getBlockSize();
    }

    /** Looks at how much data there is in all. */
    abstract void checkLength(long bytes);

    @Override
    public int updateLength(int input) {
        return cipher.getUpdateOutputSize(input);
    }

    @Override
    public byte[] update(byte[] part) {
        taken += part.length;
        byte[] output = new byte[cipher.getUpdateOutputSize(part.length)];
        int length = cipher.processBytes(part, 0, part.length, output, 0);
        return Arrays.copyOf(output, length);
    }

    @Override
    public int finalLength(int input) {
        return cipher.getOutputSize(input);
    }

    @Override
    public byte[] finish(byte[] last) {
        checkLength(taken + last.length);
        byte[] output = new byte[cipher.getOutputSize(last.length)];
        try {
            int length = cipher.processBytes(last, 0, last.length, output, 0);
            length += cipher.doFinal(output, length);
            byte[] whole = Arrays.copyOf(output, length);
            Arrays.fill(output, (byte) 0);
            return whole;
        } catch (DataLengthException e) {
            throw wrongLength(taken + last.length);
        } catch (InvalidCipherTextException e) {
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_INVALID, "the padding is wrong");
        }
    }

    final CryptokiException wrongLength(long bytes) {
        return new CryptokiException(
                encrypt ? Ckr.CKR_DATA_LEN_RANGE : Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                bytes + " bytes are not whole blocks of " + blockBytes());
    }
}
