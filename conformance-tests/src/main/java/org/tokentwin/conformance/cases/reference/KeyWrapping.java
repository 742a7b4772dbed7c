package org.tokentwin.conformance.cases.reference;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_AES_KEY_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.lang.foreign.Arena;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawStructure;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.cryptoki.Structure;

/** The mechanisms that wrap keys, each with an independent one to compare with. */
public enum KeyWrapping {
    AES_KEY_WRAP(1, CKM_AES_KEY_WRAP),
    AES_KEY_WRAP_PAD(2, CKM_AES_KEY_WRAP_PAD),
    AES_CBC_PAD(3, CKM_AES_CBC_PAD),
    RSA_PKCS(11, CKM_RSA_PKCS),
    RSA_PKCS_OAEP(12, CKM_RSA_PKCS_OAEP),
    RSA_AES_KEY_WRAP(13, CKM_RSA_AES_KEY_WRAP);

    private static final int TEMPORARY_KEY_BITS = 256;

    private final int number;
    private final long mechanism;

    KeyWrapping(int number, long mechanism) {
        this.number = number;
        this.mechanism = mechanism;
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

    /** Whether the wrapping and the unwrapping key are two. */
    public boolean isRsa() {
        return this == RSA_PKCS || this == RSA_PKCS_OAEP || this == RSA_AES_KEY_WRAP;
    }

    /** Whether a wrapped key that was changed is told from a sound one. */
    public boolean noticesChange() {
        return this != AES_CBC_PAD && this != RSA_PKCS;
    }

    public CK_MECHANISM mechanism() {
        return switch (this) {
            case AES_CBC_PAD -> Attributes.mechanism(mechanism, new byte[SecretCipher.AES_CBC_PAD.blockBytes()]);
            case RSA_PKCS_OAEP ->
                Attributes.mechanism(
                        mechanism, Attributes.oaep(HashAlgorithm.SHA1.mechanism(), HashAlgorithm.SHA1.mgf()));
            case RSA_AES_KEY_WRAP -> Attributes.mechanism(mechanism, rsaAes(TEMPORARY_KEY_BITS));
            default -> Attributes.mechanism(mechanism);
        };
    }

    /** {@code CK_RSA_AES_KEY_WRAP_PARAMS} with OAEP as above: the wrapper has a class for it, and ends the process. Its few bytes are never given back. */
    public static byte[] rsaAes(long temporaryKeyBits) {
        RawMemory memory = new RawMemory(Arena.global());
        RawStructure oaep = new RawStructure(memory, Structure.CK_RSA_PKCS_OAEP_PARAMS)
                .with("hashAlg", HashAlgorithm.SHA1.mechanism())
                .with("mgf", HashAlgorithm.SHA1.mgf())
                .with("source", Ckz.CKZ_DATA_SPECIFIED);
        return new RawStructure(memory, Structure.CK_RSA_AES_KEY_WRAP_PARAMS)
                .with("ulAESKeyBits", temporaryKeyBits)
                .with("pOAEPParams", oaep)
                .bytes();
    }

    /** The value of the AES key that wraps. */
    public byte[] wrappingValue() {
        return SecretCipher.AES_ECB.keyValue();
    }

    /** What the JDK makes of a key's value with {@link #wrappingValue}, or with the suite's own RSA key. */
    public byte[] wrapped(byte[] value) throws GeneralSecurityException {
        if (this != RSA_AES_KEY_WRAP) {
            return cipher(Cipher.ENCRYPT_MODE).doFinal(value);
        }
        byte[] temporary = RSA_PKCS_OAEP.wrapped(wrappingValue());
        return org.bouncycastle.util.Arrays.concatenate(temporary, AES_KEY_WRAP_PAD.wrapped(value));
    }

    /** The value in a wrapped key. */
    public byte[] unwrapped(byte[] wrapped) throws GeneralSecurityException {
        if (this != RSA_AES_KEY_WRAP) {
            return cipher(Cipher.DECRYPT_MODE).doFinal(wrapped);
        }
        int modulusBytes = SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic());
        byte[] temporary = RSA_PKCS_OAEP.unwrapped(Arrays.copyOf(wrapped, modulusBytes));
        Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(temporary, "AES"));
        return cipher.doFinal(wrapped, modulusBytes, wrapped.length - modulusBytes);
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(
                switch (this) {
                    case AES_KEY_WRAP -> "AES/KW/NoPadding";
                    case AES_KEY_WRAP_PAD -> "AES/KWP/NoPadding";
                    case AES_CBC_PAD -> "AES/CBC/PKCS5Padding";
                    case RSA_PKCS -> "RSA/ECB/PKCS1Padding";
                    case RSA_PKCS_OAEP -> "RSA/ECB/OAEPWithSHA-1AndMGF1Padding";
                    case RSA_AES_KEY_WRAP -> throw new IllegalStateException("two ciphers, and not one");
                });
        if (isRsa()) {
            KeyPair pair = SoftwareKeys.rsaPair();
            cipher.init(mode, mode == Cipher.ENCRYPT_MODE ? pair.getPublic() : pair.getPrivate());
        } else if (this == AES_CBC_PAD) {
            cipher.init(mode, new SecretKeySpec(wrappingValue(), "AES"), new IvParameterSpec(new byte[16]));
        } else {
            cipher.init(mode, new SecretKeySpec(wrappingValue(), "AES"));
        }
        return cipher;
    }
}
