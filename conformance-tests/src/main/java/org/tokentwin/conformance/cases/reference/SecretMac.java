package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.bytes;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_DES3;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_CMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA224_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA3_224_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA3_256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA3_384_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA3_512_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_224_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1_HMAC;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The message authentication codes that modules have, under the names that PKCS#11 and the JDK give them. */
public enum SecretMac {
    SHA_1_HMAC(1, CKM_SHA_1_HMAC, 20, "HmacSHA1"),
    SHA224_HMAC(2, CKM_SHA224_HMAC, 28, "HmacSHA224"),
    SHA256_HMAC(3, CKM_SHA256_HMAC, 32, "HmacSHA256"),
    SHA384_HMAC(4, CKM_SHA384_HMAC, 48, "HmacSHA384"),
    SHA512_HMAC(5, CKM_SHA512_HMAC, 64, "HmacSHA512"),
    SHA3_224_HMAC(21, CKM_SHA3_224_HMAC, 28, "HmacSHA3-224"),
    SHA3_256_HMAC(22, CKM_SHA3_256_HMAC, 32, "HmacSHA3-256"),
    SHA3_384_HMAC(23, CKM_SHA3_384_HMAC, 48, "HmacSHA3-384"),
    SHA3_512_HMAC(24, CKM_SHA3_512_HMAC, 64, "HmacSHA3-512"),
    SHA512_224_HMAC(25, CKM_SHA512_224_HMAC, 28, "HmacSHA512/224"),
    SHA512_256_HMAC(26, CKM_SHA512_256_HMAC, 32, "HmacSHA512/256"),
    AES_CMAC(11, CKM_AES_CMAC, 16, "AES"),
    DES3_CMAC(12, CKM_DES3_CMAC, 8, "DESede");

    private static final int HMAC_KEY_BYTES = 64;

    private final int number;
    private final long mechanism;
    private final int bytes;
    private final String jdkName;

    SecretMac(int number, long mechanism, int bytes, String jdkName) {
        this.number = number;
        this.mechanism = mechanism;
        this.bytes = bytes;
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

    /** Length of the code. */
    public int bytes() {
        return bytes;
    }

    private boolean isHmac() {
        return this != AES_CMAC && this != DES3_CMAC;
    }

    public long keyType() {
        return switch (this) {
            case AES_CMAC -> CKK_AES;
            case DES3_CMAC -> CKK_DES3;
            default -> CKK_GENERIC_SECRET;
        };
    }

    public byte[] keyValue() {
        return switch (this) {
            case AES_CMAC -> SecretCipher.AES_ECB.keyValue();
            case DES3_CMAC -> SecretCipher.DES3_ECB.keyValue();
            default -> {
                byte[] key = new byte[HMAC_KEY_BYTES];
                Arrays.fill(key, (byte) 0x0B);
                yield key;
            }
        };
    }

    /** The code that the JDK, or Bouncy Castle, makes with {@link #keyValue}. */
    public byte[] of(byte[] message) throws GeneralSecurityException {
        if (isHmac()) {
            Mac mac = Mac.getInstance(jdkName);
            mac.init(new SecretKeySpec(keyValue(), jdkName));
            return mac.doFinal(message);
        }
        CMac mac = new CMac(this == AES_CMAC ? AESEngine.newInstance() : new DESedeEngine());
        mac.init(new KeyParameter(keyValue()));
        mac.update(message, 0, message.length);
        byte[] code = new byte[bytes];
        mac.doFinal(code, 0);
        return code;
    }
}
