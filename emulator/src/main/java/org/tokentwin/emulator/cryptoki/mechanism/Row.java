package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Optional;

/**
 * A mechanism.
 *
 * @param type {@code CKM_*}
 * @param hash what it hashes with, if it does
 * @param flags of its {@code CK_MECHANISM_INFO}; {@code CKF_HW} where it uses a private key, which is the card's
 */
record Row(long type, Optional<Hash> hash, long flags) {
    Row(long type, long flags) {
        this(type, Optional.empty(), flags);
    }

    Row(long type, Hash hash, long flags) {
        this(type, Optional.of(hash), flags);
    }

    /** Returns the row without some flags. */
    Row without(long some) {
        return new Row(type, hash, flags & ~some);
    }

    boolean is(long flag) {
        return (flags & flag) != 0;
    }
}
