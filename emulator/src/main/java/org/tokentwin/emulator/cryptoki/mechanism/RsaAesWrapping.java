package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_HW;
import static org.tokentwin.cryptoki.Ckf.CKF_UNWRAP;
import static org.tokentwin.cryptoki.Ckf.CKF_WRAP;

import java.util.List;
import org.bouncycastle.util.Arrays;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaAesKeyWrap;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * {@code CKM_RSA_AES_KEY_WRAP}, PKCS#11 v3.2 section 6.1.22: a key of any length under a temporary AES key, by AES key wrap with padding, behind that AES key under
 * an RSA key, by OAEP.
 */
final class RsaAesWrapping extends MechanismFamily {
    /** What AES key wrap with padding makes at least. */
    private static final int LEAST_WRAPPED = 16;

    @Override
    List<Row> rows() {
        return List.of(new Row(Ckm.CKM_RSA_AES_KEY_WRAP, CKF_HW | CKF_WRAP | CKF_UNWRAP));
    }

    @Override
    MechanismInfo info(Row row, KeySizes sizes) {
        return sizes.rsaInfo(row.flags());
    }

    @Override
    boolean unwrapsPrivateKeys(Row row) {
        return true;
    }

    /** {@code C_WrapKey}; no function that encrypts data takes the mechanism. */
    @Override
    BlockOperation encrypt(Use use, KeyInUse key) {
        PublicKeyOnHost.Rsa rsa = use.sizes().rsaOnHost(key);
        RsaAesKeyWrap parameter = parameter(use);
        RsaBlocks transport = new RsaBlocks(new OaepEncoding(rsa.modulus(), parameter.oaep(), use));
        int aesBytes = aesBytes(parameter);
        return BlockOperation.ofAtMost(Integer.MAX_VALUE, value -> {
            byte[] temporary = new byte[aesBytes];
            use.random().nextBytes(temporary);
            try (SecretKeyOnHost aes = new SecretKeyOnHost(SecretKeyType.AES, temporary)) {
                byte[] wrapped = padded(aes, true).finish(value);
                byte[] transported = result(transport.encrypt(rsa), aes.value());
                return Arrays.concatenate(transported, wrapped);
            }
        });
    }

    /** {@code C_UnwrapKey}, likewise. */
    @Override
    BlockOperation decrypt(Use use, KeyInUse key) {
        PrivateKeyOnCard.Rsa rsa = use.sizes().rsaOnCard(key);
        RsaModulus modulus = RsaModulus.of(rsa.modulus());
        RsaAesKeyWrap parameter = parameter(use);
        RsaBlocks transport = new RsaBlocks(new OaepEncoding(modulus, parameter.oaep(), use));
        int aesBytes = aesBytes(parameter);
        return BlockOperation.ofAtMost(Integer.MAX_VALUE, wrapped -> {
            if (wrapped.length < modulus.length() + LEAST_WRAPPED) {
                throw new CryptokiException(
                        Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE,
                        wrapped.length + " bytes are not an AES key and what it wraps");
            }
            byte[] temporary = result(transport.decrypt(rsa), Arrays.copyOf(wrapped, modulus.length()));
            try (SecretKeyOnHost aes = new SecretKeyOnHost(SecretKeyType.AES, temporary)) {
                if (temporary.length != aesBytes) {
                    throw new CryptokiException(
                            Ckr.CKR_ENCRYPTED_DATA_INVALID, "the block is not encoded as the mechanism says");
                }
                return padded(aes, false).finish(Arrays.copyOfRange(wrapped, modulus.length(), wrapped.length));
            }
        });
    }

    private static HostCipher padded(SecretKeyOnHost aes, boolean encrypt) {
        return KeyWrapCipher.of(MechanismParameter.NONE, aes, true, encrypt);
    }

    private static byte[] result(BlockOperation operation, byte[] input) {
        OutputBuffer room = OutputBuffer.of(Integer.MAX_VALUE);
        operation.process(input, room);
        return room.bytes().orElseThrow();
    }

    private static RsaAesKeyWrap parameter(Use use) {
        MechanismParameter given = use.parameter();
        if (!(given instanceof RsaAesKeyWrap parameter)) {
            throw Parameters.invalid("CK_RSA_AES_KEY_WRAP_PARAMS is needed");
        }
        return parameter;
    }

    private static int aesBytes(RsaAesKeyWrap parameter) {
        long bits = parameter.aesKeyBits();
        if (bits % Byte.SIZE != 0 || !SecretKeyType.AES.takesLength(bits / Byte.SIZE)) {
            throw Parameters.invalid("a temporary AES key of 128, 192 or 256 bits is needed");
        }
        return (int) bits / Byte.SIZE;
    }
}
