package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** {@code CKM_AES_CTR}, mechanisms v2.40 section 2.11: data of any length. Where the counter would begin anew, there is no more of it. */
final class CounterCipher extends BufferedHostCipher {
    private static final int BLOCK_BITS = 128;

    private final BigInteger mostBytes;
    private long taken;

    private CounterCipher(BufferedBlockCipher cipher, boolean encrypt, BigInteger mostBytes) {
        super(cipher, encrypt);
        this.mostBytes = mostBytes;
    }

    static CounterCipher of(MechanismParameter parameter, KeyParameter key, boolean encrypt) {
        MechanismParameter.Structured given = Parameters.structure(parameter, Structure.CK_AES_CTR_PARAMS);
        long bits = given.ulong("ulCounterBits");
        if (bits < 1 || bits > BLOCK_BITS) {
            throw Parameters.invalid("a counter of 1 to " + BLOCK_BITS + " bits can be had");
        }
        byte[] block = given.bytes("cb");
        BufferedBlockCipher cipher =
                new DefaultBufferedBlockCipher(SICBlockCipher.newInstance(AESEngine.newInstance()));
        cipher.init(encrypt, new ParametersWithIV(key, block));
        BigInteger values = BigInteger.ONE.shiftLeft((int) bits);
        BigInteger left = values.subtract(new BigInteger(1, block).mod(values));
        return new CounterCipher(cipher, encrypt, left.multiply(BigInteger.valueOf(BLOCK_BITS / Byte.SIZE)));
    }

    @Override
    public byte[] update(byte[] part) {
        taken += part.length;
        checkLength(taken);
        return super.update(part);
    }

    @Override
    void checkLength(long bytes) {
        if (BigInteger.valueOf(bytes).compareTo(mostBytes) > 0) {
            throw new CryptokiException(
                    encrypts() ? Ckr.CKR_DATA_LEN_RANGE : Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                    "the counter is at its end after " + mostBytes + " bytes");
        }
    }

    @Override
    public boolean isLengthExact() {
        return true;
    }
}
