package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/**
 * Ciphers that authenticate what they encrypt, and data that they do not: {@code CKM_AES_GCM}, {@code CKM_AES_CCM}, PKCS#11 v3.2 section 6.13, and {@code
 * CKM_CHACHA20_POLY1305}, section 6.60. The tag follows the cryptogram, and no plain text is given before the tag is known to be right.
 */
final class AeadCipher implements HostCipher {
    private static final int AES_BLOCK = 16;
    private static final long LEAST_TAG_BITS = 32;
    private static final long MOST_TAG_BITS = 128;
    private static final int POLY1305_TAG_BYTES = 16;
    private static final int CHACHA20_NONCE_BYTES = 12;

    /** Of CCM: a nonce of so many bytes, whose rest to 15 holds the length of the data; an even number of bytes in a tag. */
    private static final int LEAST_CCM_NONCE = 7;

    private static final int MOST_CCM_NONCE = 13;
    private static final int LEAST_CCM_TAG = 4;
    private static final int MOST_CCM_TAG = 16;

    private final AEADCipher cipher;
    private final boolean encrypt;
    private final int tagBytes;
    private final OptionalLong announced;
    private final ByteArrayOutputStream unverified = new ByteArrayOutputStream();
    private long taken;

    /** @param announced how much data there must be in all, where that was said before */
    private AeadCipher(AEADCipher cipher, boolean encrypt, int tagBytes, OptionalLong announced) {
        this.cipher = cipher;
        this.encrypt = encrypt;
        this.tagBytes = tagBytes;
        this.announced = announced;
    }

    static AeadCipher gcm(MechanismParameter parameter, KeyParameter key, boolean encrypt) {
        MechanismParameter.Structured given = Parameters.structure(parameter, Structure.CK_GCM_PARAMS);
        return gcm(key, encrypt, given.bytes("pIv"), given.bytes("pAAD"), given.ulong("ulTagBits"));
    }

    static AeadCipher gcm(KeyParameter key, boolean encrypt, byte[] iv, byte[] associatedData, long tagBits) {
        int tagBytes = tagBytes(tagBits);
        AEADCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        try {
            cipher.init(encrypt, new AEADParameters(key, tagBytes * Byte.SIZE, iv, associatedData));
            return new AeadCipher(cipher, encrypt, tagBytes, OptionalLong.empty());
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("no initialisation vector");
        }
    }

    static AeadCipher ccm(MechanismParameter parameter, KeyParameter key, boolean encrypt) {
        MechanismParameter.Structured given = Parameters.structure(parameter, Structure.CK_CCM_PARAMS);
        byte[] nonce = given.bytes("pNonce");
        if (nonce.length < LEAST_CCM_NONCE || nonce.length > MOST_CCM_NONCE) {
            throw Parameters.invalid("a nonce has " + LEAST_CCM_NONCE + " to " + MOST_CCM_NONCE + " bytes");
        }
        long tagBytes = given.ulong("ulMACLen");
        if (tagBytes < LEAST_CCM_TAG || tagBytes > MOST_CCM_TAG || tagBytes % 2 != 0) {
            throw Parameters.invalid("a tag has 4, 6, 8, 10, 12, 14 or 16 bytes");
        }
        long length = given.ulong("ulDataLen");
        int lengthBits = (AES_BLOCK - 1 - nonce.length) * Byte.SIZE;
        if (length < 0 || (lengthBits < Long.SIZE && length >>> lengthBits != 0)) {
            throw Parameters.invalid("so much data takes a shorter nonce");
        }
        AEADCipher cipher = CCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(encrypt, new AEADParameters(key, (int) tagBytes * Byte.SIZE, nonce, given.bytes("pAAD")));
        return new AeadCipher(cipher, encrypt, (int) tagBytes, OptionalLong.of(length));
    }

    /** With the nonce of RFC 8439: Bouncy Castle has no other one. */
    static AeadCipher chaCha20(MechanismParameter parameter, KeyParameter key, boolean encrypt) {
        MechanismParameter.Structured given =
                Parameters.structure(parameter, Structure.CK_SALSA20_CHACHA20_POLY1305_PARAMS);
        byte[] nonce = given.bytes("pNonce");
        if (nonce.length != CHACHA20_NONCE_BYTES) {
            throw Parameters.invalid("a nonce of 96 bits is needed");
        }
        AEADCipher cipher = new ChaCha20Poly1305();
        cipher.init(encrypt, new AEADParameters(key, POLY1305_TAG_BYTES * Byte.SIZE, nonce, given.bytes("pAAD")));
        return new AeadCipher(cipher, encrypt, POLY1305_TAG_BYTES, OptionalLong.empty());
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
        taken += part.length;
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
        taken += last.length;
        requireAnnounced();
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

    private void requireAnnounced() {
        long data = encrypt ? taken : taken - tagBytes;
        if (announced.isPresent() && announced.getAsLong() != data) {
            throw new CryptokiException(
                    encrypt ? Ckr.CKR_DATA_LEN_RANGE : Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                    data + " bytes of data, the parameter says " + announced.getAsLong());
        }
    }
}
