package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** {@code CKM_AES_GCM}, mechanisms v2.40 section 2.12: the tag follows the cryptogram, and no plain text is given before the tag is known to be right. */
final class AesGcmCipher implements HostCipher {
    private static final long LEAST_TAG_BITS = 32;
    private static final long MOST_TAG_BITS = 128;

    private final AEADBlockCipher cipher;
    private final boolean encrypt;
    private final int tagBytes;
    private final ByteArrayOutputStream unverified = new ByteArrayOutputStream();

    private AesGcmCipher(AEADBlockCipher cipher, boolean encrypt, int tagBytes) {
        this.cipher = cipher;
        this.encrypt = encrypt;
        this.tagBytes = tagBytes;
    }

    static AesGcmCipher of(MechanismParameter parameter, KeyParameter key, boolean encrypt) {
        MechanismParameter.Structured given = Parameters.structure(parameter, Structure.CK_GCM_PARAMS);
        return of(key, encrypt, given.bytes("pIv"), given.bytes("pAAD"), given.ulong("ulTagBits"));
    }

    static AesGcmCipher of(KeyParameter key, boolean encrypt, byte[] iv, byte[] associatedData, long tagBits) {
        int tagBytes = tagBytes(tagBits);
        AEADBlockCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        try {
            cipher.init(encrypt, new AEADParameters(key, tagBytes * Byte.SIZE, iv, associatedData));
            return new AesGcmCipher(cipher, encrypt, tagBytes);
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("no initialisation vector");
        }
    }

    /** Returns how many bytes a tag has. */
    static int tagBytes(long bits) {
        if (bits < LEAST_TAG_BITS || bits > MOST_TAG_BITS || bits % Byte.SIZE != 0) {
            throw Parameters.invalid("a tag has 32 to 128 bits in whole bytes");
        }
        return (int) bits / Byte.SIZE;
    }

    @Override
    public int updateLength(int input) {
        return encrypt ? cipher.getUpdateOutputSize(input) : 0;
    }

    @Override
    public byte[] update(byte[] part) {
        byte[] output = new byte[updateLength(part.length)];
        if (encrypt) {
            cipher.processBytes(part, 0, part.length, output, 0);
        } else {
            unverified.writeBytes(part);
        }
        return output;
    }

    @Override
    public boolean isLengthExact() {
        return true;
    }

    @Override
    public int finalLength(int input) {
        return encrypt ? cipher.getOutputSize(input) : Math.max(0, unverified.size() + input - tagBytes);
    }

    @Override
    public byte[] finish(byte[] last) {
        unverified.writeBytes(last);
        byte[] rest = unverified.toByteArray();
        if (!encrypt && rest.length < tagBytes) {
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, rest.length + " bytes are less than a tag");
        }
        byte[] output = new byte[cipher.getOutputSize(rest.length)];
        try {
            int length = cipher.processBytes(rest, 0, rest.length, output, 0);
            cipher.doFinal(output, length);
            return output;
        } catch (InvalidCipherTextException e) {
            Arrays.fill(output, (byte) 0);
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_INVALID, "the tag is wrong");
        }
    }
}
