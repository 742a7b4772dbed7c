package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.DESParameters;
import org.tokentwin.cryptoki.Ckk;

/** The types of secret keys, and the lengths that their values have. */
public enum SecretKeyType {
    GENERIC_SECRET(Ckk.CKK_GENERIC_SECRET, 1, SecretKeyType.MOST_BYTES, 1),
    RC4(Ckk.CKK_RC4, 1, 256, 1),
    DES(Ckk.CKK_DES, 8, 8, 1),
    DES3(Ckk.CKK_DES3, 24, 24, 1),
    AES(Ckk.CKK_AES, 16, 32, 8),
    CHACHA20(Ckk.CKK_CHACHA20, 32, 32, 1),
    HKDF(Ckk.CKK_HKDF, 1, SecretKeyType.MOST_BYTES, 1),
    SHA_1_HMAC(Ckk.CKK_SHA_1_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA224_HMAC(Ckk.CKK_SHA224_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA256_HMAC(Ckk.CKK_SHA256_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA384_HMAC(Ckk.CKK_SHA384_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA512_HMAC(Ckk.CKK_SHA512_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA512_224_HMAC(Ckk.CKK_SHA512_224_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA512_256_HMAC(Ckk.CKK_SHA512_256_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA3_224_HMAC(Ckk.CKK_SHA3_224_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA3_256_HMAC(Ckk.CKK_SHA3_256_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA3_384_HMAC(Ckk.CKK_SHA3_384_HMAC, 1, SecretKeyType.MOST_BYTES, 1),
    SHA3_512_HMAC(Ckk.CKK_SHA3_512_HMAC, 1, SecretKeyType.MOST_BYTES, 1);

    /** The longest value of a key whose type does not say its length. */
    static final int MOST_BYTES = 4096;

    private final long ckk;
    private final int least;
    private final int most;
    private final int step;

    SecretKeyType(long ckk, int least, int most, int step) {
        this.ckk = ckk;
        this.least = least;
        this.most = most;
        this.step = step;
    }

    /** Returns the type of a {@code CKA_KEY_TYPE}. */
    public static Optional<SecretKeyType> of(long ckk) {
        return Arrays.stream(values()).filter(type -> type.ckk == ckk).findFirst();
    }

    /** Returns the {@code CKA_KEY_TYPE}. */
    public long ckk() {
        return ckk;
    }

    /** Returns whether a key of this type has a value of so many bytes. */
    public boolean takesLength(long bytes) {
        return bytes >= least && bytes <= most && (bytes - least) % step == 0;
    }

    /** Returns the length that all keys of this type have; empty where {@code CKA_VALUE_LEN} says it. */
    public Optional<Integer> onlyLength() {
        return least == most ? Optional.of(least) : Optional.empty();
    }

    /** Returns whether the bytes can be a key of this type; a DES key's have odd parity, mechanisms v2.40 section 2.15.2. */
    public boolean accepts(byte[] value) {
        return takesLength(value.length) && Arrays.equals(value, adjusted(value.clone()));
    }

    /** Makes random bytes a key's. */
    byte[] adjusted(byte[] random) {
        if (this == DES || this == DES3) {
            DESParameters.setOddParity(random);
        }
        return random;
    }

    int leastBytes() {
        return least;
    }

    int mostBytes() {
        return most;
    }
}
