package org.tokentwin.emulator.cryptoki.mechanism;

import org.bouncycastle.crypto.BufferedBlockCipher;

/** A mode that fills the last block up, and so makes one byte more at least. */
final class PaddedCipher extends BufferedHostCipher {
    PaddedCipher(BufferedBlockCipher cipher, boolean encrypt) {
        super(cipher, encrypt);
    }

    @Override
    void checkLength(long bytes) {
        if (!encrypts() && (bytes == 0 || bytes % blockBytes() != 0)) {
            throw wrongLength(bytes);
        }
    }

    @Override
    public boolean isLengthExact() {
        return encrypts();
    }
}
