package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import java.util.Set;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/**
 * A mechanism that a function was called with.
 *
 * @param parameter as the caller gave it
 * @param sizes of the keys that the token takes
 * @param hashes that a parameter may name
 * @param random for paddings, salts and keys of the host; not the card's
 */
record Use(Row row, MechanismParameter parameter, KeySizes sizes, Set<Hash> hashes, SecureRandom random) {
    boolean isOf(long mechanism) {
        return row.type() == mechanism;
    }

    /** Returns what a function says that does not take the mechanism. */
    CryptokiException invalid() {
        return new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(row.type()) + " is not for this function");
    }
}
