package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import javacard.security.CryptoException;
import javacard.security.Key;
import org.jspecify.annotations.Nullable;

/** A Java Card key object that keeps the provider's key, once that was made of its numbers. For one thread. */
abstract class JcaKey implements Key {
    private final byte type;
    private final short bits;
    private java.security.@Nullable Key made;

    /**
     * @param type one of {@link javacard.security.KeyBuilder}'s
     * @param bits length of the modulus or of the field
     */
    JcaKey(byte type, short bits) {
        this.type = type;
        this.bits = bits;
    }

    /** The provider's key of one of our key objects. */
    static java.security.Key of(Key key) throws GeneralSecurityException {
        if (!(key instanceof JcaKey ours)) {
            throw new CryptoException(CryptoException.ILLEGAL_VALUE);
        }
        return ours.provided();
    }

    private java.security.Key provided() throws GeneralSecurityException {
        if (!isInitialized()) {
            throw new CryptoException(CryptoException.UNINITIALIZED_KEY);
        }
        java.security.Key kept = made;
        if (kept == null) {
            kept = make();
            made = kept;
        }
        return kept;
    }

    /** Makes the provider's key of the numbers, which are all there. */
    abstract java.security.Key make() throws GeneralSecurityException;

    /** To be called when a number changes. */
    final void changed() {
        made = null;
    }

    @Override
    public final byte getType() {
        return type;
    }

    @Override
    public final short getSize() {
        return bits;
    }
}
