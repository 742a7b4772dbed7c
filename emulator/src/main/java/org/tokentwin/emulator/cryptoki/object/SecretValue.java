package org.tokentwin.emulator.cryptoki.object;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The value of a secret key object, in the memory of this process until it is wiped. Safe for use by many threads. */
final class SecretValue {
    @GuardedBy("this")
    private byte @Nullable [] value;

    /** @param value is this object's from now on */
    SecretValue(byte[] value) {
        this.value = value;
    }

    /**
     * Returns a copy, which the caller wipes.
     *
     * @throws CryptokiException {@code CKR_KEY_HANDLE_INVALID} where another thread has destroyed the object meanwhile
     */
    synchronized byte[] copy() {
        if (value == null) {
            throw new CryptokiException(Ckr.CKR_KEY_HANDLE_INVALID, "the key was destroyed meanwhile");
        }
        return value.clone();
    }

    synchronized int length() {
        return value == null ? 0 : value.length;
    }

    /** Returns whether this is the same value as another one. */
    boolean isSameAs(SecretValue other) {
        byte[] one = copy();
        byte[] another = other.copy();
        boolean same = MessageDigest.isEqual(one, another);
        Arrays.fill(one, (byte) 0);
        Arrays.fill(another, (byte) 0);
        return same;
    }

    synchronized void wipe() {
        if (value != null) {
            Arrays.fill(value, (byte) 0);
            value = null;
        }
    }
}
