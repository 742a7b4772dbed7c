package org.tokentwin.conformance.cases.reference;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_CHACHA20;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_DES3;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CCM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CTR;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_GCM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_CHACHA20_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_CHACHA20_POLY1305;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_KEY_GEN;

import iaik.pkcs.pkcs11.wrapper.CK_CCM_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_GCM_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_SALSA20_CHACHA20_POLY1305_PARAMS;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.raw.RawMemory;

/** The ciphers with secret keys that modules have, under the names that PKCS#11 and the JDK give them. */
public enum SecretCipher {
    AES_ECB(1, CKM_AES_ECB, "AES/ECB/NoPadding"),
    AES_CBC(2, CKM_AES_CBC, "AES/CBC/NoPadding"),
    AES_CBC_PAD(3, CKM_AES_CBC_PAD, "AES/CBC/PKCS5Padding"),
    AES_CTR(4, CKM_AES_CTR, "AES/CTR/NoPadding"),
    AES_GCM(5, CKM_AES_GCM, "AES/GCM/NoPadding"),
    AES_CCM(6, CKM_AES_CCM, "AES/ECB/NoPadding"),
    CHACHA20_POLY1305(7, CKM_CHACHA20_POLY1305, "ChaCha20-Poly1305"),
    DES3_ECB(11, CKM_DES3_ECB, "DESede/ECB/NoPadding"),
    DES3_CBC(12, CKM_DES3_CBC, "DESede/CBC/NoPadding"),
    DES3_CBC_PAD(13, CKM_DES3_CBC_PAD, "DESede/CBC/PKCS5Padding");

    private static final int NONCE_BYTES = 12;
    private static final int GCM_TAG_BITS = 128;
    private static final int COUNTER_BITS = 128;
    private static final int CCM_TAG_BYTES = 8;
    private static final byte[] HEADER = {1, 2, 3};

    private final int number;
    private final long mechanism;
    private final String jdkName;

    SecretCipher(int number, long mechanism, String jdkName) {
        this.number = number;
        this.mechanism = mechanism;
        this.jdkName = jdkName;
    }

    /** Its number in the ids of cases. */
    public int number() {
        return number;
    }

    public long type() {
        return mechanism;
    }

    public String mechanismName() {
        return "CKM_" + name();
    }

    private boolean isAes() {
        return jdkName.startsWith("AES");
    }

    public long keyType() {
        return isAes() ? CKK_AES : isChaCha() ? CKK_CHACHA20 : CKK_DES3;
    }

    private boolean isChaCha() {
        return this == CHACHA20_POLY1305;
    }

    /** {@code CKM_} that makes a key for it. */
    public long generation() {
        return isAes() ? CKM_AES_KEY_GEN : isChaCha() ? CKM_CHACHA20_KEY_GEN : CKM_DES3_KEY_GEN;
    }

    /** Of a stream, those of a tag. */
    public int blockBytes() {
        return isAes() || isChaCha() ? 16 : 8;
    }

    /** A key of 32 bytes for AES and ChaCha20, and one of 24 with odd parity for triple DES. */
    public byte[] keyValue() {
        byte[] key = new byte[keyType() == CKK_DES3 ? 24 : 32];
        for (int i = 0; i < key.length; i++) {
            int bits = 2 * (i * 7 + 3) & 0xFE;
            key[i] = (byte) (bits | ((Integer.bitCount(bits) + 1) & 1));
        }
        return key;
    }

    public boolean hasIv() {
        return this != AES_ECB && this != DES3_ECB;
    }

    /** Whether it fills the last block up. */
    public boolean pads() {
        return jdkName.endsWith("PKCS5Padding");
    }

    /** Whether its data must be whole blocks. */
    public boolean takesWholeBlocks() {
        return this != AES_CTR && !authenticates() && !pads();
    }

    /** Whether a tag follows the cryptogram. */
    private boolean authenticates() {
        return this == AES_GCM || this == AES_CCM || isChaCha();
    }

    /** Whether its cryptogram tells that it was changed, or may. */
    public boolean noticesChange() {
        return pads() || authenticates();
    }

    /** The mechanism for data of any length. */
    public CK_MECHANISM mechanism() {
        return mechanism(0);
    }

    /**
     * The mechanism with its parameter, whose initialisation vector has the right length.
     *
     * @param dataBytes how much data there is; CCM wants to know it before
     */
    public CK_MECHANISM mechanism(int dataBytes) {
        return mechanismWithIv(iv(), dataBytes);
    }

    /** The mechanism with an initialisation vector of a wrong length. */
    public CK_MECHANISM mechanismWithShortIv() {
        return mechanismWithIv(new byte[3], 0);
    }

    private CK_MECHANISM mechanismWithIv(byte[] iv, int dataBytes) {
        return switch (this) {
            case AES_ECB, DES3_ECB -> Attributes.mechanism(mechanism);
            case AES_CTR -> Attributes.mechanism(mechanism, counter(iv));
            case AES_GCM -> Attributes.mechanism(mechanism, gcm(iv));
            case AES_CCM -> Attributes.mechanism(mechanism, ccm(iv, dataBytes));
            case CHACHA20_POLY1305 -> Attributes.mechanism(mechanism, chaCha(iv));
            default -> Attributes.mechanism(mechanism, iv);
        };
    }

    /** {@code CK_AES_CTR_PARAMS} as it lies in memory: the wrapper has no class for it. */
    public static byte[] counter(byte[] block) {
        ByteBuffer parameters = ByteBuffer.allocate(RawMemory.ULONG_BYTES + block.length)
                .order(ByteOrder.nativeOrder())
                .putInt(COUNTER_BITS);
        return parameters.position(RawMemory.ULONG_BYTES).put(block).array();
    }

    private static CK_GCM_PARAMS gcm(byte[] iv) {
        CK_GCM_PARAMS parameters = new CK_GCM_PARAMS();
        parameters.pIv = iv;
        parameters.pAAD = HEADER.clone();
        parameters.ulTagBits = GCM_TAG_BITS;
        return parameters;
    }

    private static CK_CCM_PARAMS ccm(byte[] nonce, int dataBytes) {
        CK_CCM_PARAMS parameters = new CK_CCM_PARAMS();
        parameters.ulDataLen = dataBytes;
        parameters.pNonce = nonce;
        parameters.pAAD = HEADER.clone();
        parameters.ulMacLen = CCM_TAG_BYTES;
        return parameters;
    }

    private static CK_SALSA20_CHACHA20_POLY1305_PARAMS chaCha(byte[] nonce) {
        CK_SALSA20_CHACHA20_POLY1305_PARAMS parameters = new CK_SALSA20_CHACHA20_POLY1305_PARAMS();
        parameters.pNonce = nonce;
        parameters.pAAD = HEADER.clone();
        return parameters;
    }

    /** An initialisation vector of the right length. */
    public byte[] iv() {
        byte[] iv = new byte[authenticates() ? NONCE_BYTES : blockBytes()];
        Arrays.fill(iv, (byte) 0x21);
        return iv;
    }

    /** What the JDK makes of the data with {@link #keyValue}. */
    public byte[] encrypted(byte[] data) throws GeneralSecurityException {
        if (this == AES_CCM) {
            return new Ccm(keyValue(), iv(), CCM_TAG_BYTES).encrypted(data, HEADER);
        }
        Cipher cipher = Cipher.getInstance(jdkName);
        SecretKeySpec key = new SecretKeySpec(keyValue(), jdkName.replaceFirst("[-/].*", ""));
        if (isChaCha()) {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv()));
            cipher.updateAAD(HEADER);
        } else if (this == AES_GCM) {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(GCM_TAG_BITS, iv()));
            cipher.updateAAD(HEADER);
        } else if (hasIv()) {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv()));
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, key);
        }
        return cipher.doFinal(data);
    }
}
