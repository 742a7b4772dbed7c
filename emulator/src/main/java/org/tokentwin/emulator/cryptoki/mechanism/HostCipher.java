package org.tokentwin.emulator.cryptoki.mechanism;

/** A cipher with a secret key, from its beginning to its end. */
interface HostCipher {
    /** Returns how many bytes {@link #update} makes of so many. */
    int updateLength(int input);

    byte[] update(byte[] part);

    /** Returns whether {@link #finalLength} is exact, and not only a limit. */
    boolean isLengthExact();

    /** Returns how many bytes {@link #finish} makes where so many are left. */
    int finalLength(int input);

    /**
     * Ends it.
     *
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_DATA_LEN_RANGE}, {@code CKR_ENCRYPTED_DATA_LEN_RANGE}, {@code
     *     CKR_ENCRYPTED_DATA_INVALID}
     */
    byte[] finish(byte[] last);
}
