package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.cryptoki.Ckk;

/** The types of secret keys, and the lengths that their values have. */
public enum SecretKeyType {
    AES(Ckk.CKK_AES, 16, 24, 32);

    private final long ckk;
    private final int[] lengths;

    SecretKeyType(long ckk, int... lengths) {
        this.ckk = ckk;
        this.lengths = lengths;
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
        return lengths.length == 0
                ? bytes > 0 && bytes <= SecretKeyOnHost.MOST_BYTES
                : Arrays.stream(lengths).anyMatch(length -> length == bytes);
    }

    /** Returns the length that all keys of this type have; empty where {@code CKA_VALUE_LEN} says it. */
    public Optional<Integer> onlyLength() {
        return lengths.length == 1 ? Optional.of(lengths[0]) : Optional.empty();
    }

    /** Returns whether the bytes can be a key of this type. */
    public boolean accepts(byte[] value) {
        return takesLength(value.length);
    }
}
