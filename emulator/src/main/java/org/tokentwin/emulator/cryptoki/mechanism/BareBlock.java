package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;

/**
 * A "cipher" that leaves every block as it is, so that Bouncy Castle's encodings encode and decode and do no more: what RSA does to
 * a block is the card's to do for a private key, and its failures are no failures of an encoding.
 */
final class BareBlock implements AsymmetricBlockCipher {
    private final int length;

    /** @param length bytes of an encoded block, which is one less than the modulus has: the first byte is zero */
    BareBlock(int length) {
        this.length = length;
    }

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        // There is no key.
    }

    @Override
    public int getInputBlockSize() {
        return length;
    }

    @Override
    public int getOutputBlockSize() {
        return length;
    }

    @Override
    public byte[] processBlock(byte[] input, int offset, int count) {
        return Arrays.copyOfRange(input, offset, offset + count);
    }
}
