package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.KeyParameter;

/** A secret key's value, which the host computes with, for one call. */
public final class SecretKeyOnHost implements KeyInUse, AutoCloseable {
    private final SecretKeyType type;
    private final byte[] value;

    /** @param value is this object's from now on, which wipes it in the end */
    public SecretKeyOnHost(SecretKeyType type, byte[] value) {
        this.type = type;
        this.value = value;
    }

    /** Returns the key that is made of derived bytes, whose parity may be wrong yet. */
    public static SecretKeyOnHost derived(SecretKeyType type, byte[] bytes) {
        return new SecretKeyOnHost(type, type.adjusted(bytes));
    }

    SecretKeyType type() {
        return type;
    }

    /** Returns the value itself, and no copy that nobody wipes. */
    public byte[] value() {
        return value;
    }

    KeyParameter parameter() {
        return new KeyParameter(value);
    }

    /** Returns the {@code CKA_CHECK_VALUE}; empty for a key that is no block cipher's. */
    public Optional<byte[]> checkValue() {
        return switch (type) {
            case AES -> Optional.of(Aes.MODES.checkValue(this));
            case DES -> Optional.of(Des.MODES.checkValue(this));
            case DES3 -> Optional.of(Des3.MODES.checkValue(this));
            default -> Optional.empty();
        };
    }

    /** Wipes the value. */
    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    /** The type and the length, never the value. */
    @Override
    public String toString() {
        return type + " key of " + value.length + " bytes";
    }
}
