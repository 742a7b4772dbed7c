package org.tokentwin.emulator.cryptoki.mechanism;

import org.bouncycastle.crypto.StreamCipher;

/** A cipher that makes a byte of each byte. */
record KeyStreamCipher(StreamCipher cipher) implements HostCipher {
    @Override
    public int updateLength(int input) {
        return input;
    }

    @Override
    public byte[] update(byte[] part) {
        byte[] output = new byte[part.length];
        cipher.processBytes(part, 0, part.length, output, 0);
        return output;
    }

    @Override
    public boolean isLengthExact() {
        return true;
    }

    @Override
    public int finalLength(int input) {
        return input;
    }

    @Override
    public byte[] finish(byte[] last) {
        return update(last);
    }
}
