package org.tokentwin.emulator.cryptoki.mechanism;

import org.bouncycastle.crypto.BufferedBlockCipher;

/** A mode whose data is whole blocks. */
final class WholeBlocksCipher extends BufferedHostCipher {
    WholeBlocksCipher(BufferedBlockCipher cipher, boolean encrypt) {
        super(cipher, encrypt);
    }

    @Override
    void checkLength(long bytes) {
        if (bytes % blockBytes() != 0) {
            throw wrongLength(bytes);
        }
    }

    @Override
    public boolean isLengthExact() {
        return true;
    }
}
