package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.ByteArrayOutputStream;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.Wrapper;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** AES key wrap, of RFC 3394, and with padding, of RFC 5649: mechanisms v2.40 section 2.12. What is wrapped is whole before a byte of it is made. */
final class KeyWrapCipher implements HostCipher {
    private static final int HALF_BLOCK = 8;
    private static final int IV = 8;
    private static final int IV_OF_PADDED = 4;

    private final Wrapper wrapper;
    private final boolean padded;
    private final boolean encrypt;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    private KeyWrapCipher(Wrapper wrapper, boolean padded, boolean encrypt) {
        this.wrapper = wrapper;
        this.padded = padded;
        this.encrypt = encrypt;
    }

    /** @param parameter an initial value, or none for that of the standard */
    static HostCipher of(MechanismParameter parameter, SecretKeyOnHost key, boolean padded, boolean encrypt) {
        Wrapper wrapper = padded ? new RFC5649WrapEngine(AESEngine.newInstance()) : new AESWrapEngine();
        CipherParameters parameters = key.parameter();
        if (!(parameter instanceof MechanismParameter.None)) {
            byte[] iv = Parameters.bytes(parameter, padded ? IV_OF_PADDED : IV);
            parameters = new ParametersWithIV(parameters, iv);
        }
        wrapper.init(encrypt, parameters);
        return new KeyWrapCipher(wrapper, padded, encrypt);
    }

    @Override
    public int updateLength(int input) {
        return 0;
    }

    @Override
    public byte[] update(byte[] part) {
        taken.writeBytes(part);
        return new byte[0];
    }

    @Override
    public boolean isLengthExact() {
        return encrypt;
    }

    @Override
    public int finalLength(int input) {
        int whole = taken.size() + input;
        return encrypt
                ? (whole + HALF_BLOCK - 1) / HALF_BLOCK * HALF_BLOCK + HALF_BLOCK
                : Math.max(0, whole - HALF_BLOCK);
    }

    @Override
    public byte[] finish(byte[] last) {
        taken.writeBytes(last);
        byte[] whole = taken.toByteArray();
        taken.reset();
        requireLength(whole.length);
        try {
            return encrypt ? wrapper.wrap(whole, 0, whole.length) : wrapper.unwrap(whole, 0, whole.length);
        } catch (InvalidCipherTextException e) {
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_INVALID, "it was not wrapped with this key");
        }
    }

    /** Without padding, two halves of a block at least, which are three when they are wrapped; with it, a byte, which is two. */
    private void requireLength(int bytes) {
        boolean right = encrypt
                ? bytes >= (padded ? 1 : 2 * HALF_BLOCK) && (padded || bytes % HALF_BLOCK == 0)
                : bytes >= (padded ? 2 : 3) * HALF_BLOCK && bytes % HALF_BLOCK == 0;
        if (!right) {
            throw new CryptokiException(
                    encrypt ? Ckr.CKR_DATA_LEN_RANGE : Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                    bytes + " bytes cannot be " + (encrypt ? "wrapped" : "unwrapped"));
        }
    }
}
