package org.tokentwin.emulator.cryptoki;

/**
 * The parameter of one message, PKCS#11 v3.0 section 5.9: it brings what the mechanism needs and takes what it makes. It is read when the operation asks, since
 * the operation alone knows the mechanism, and so the structure.
 */
public interface MessageParameter {
    /**
     * {@code CK_GCM_MESSAGE_PARAMS} without the tag.
     *
     * @param iv as it is before the call
     * @param fixedBits of it that a generator leaves as they are
     * @param generator {@code CKG_NO_GENERATE} and the like
     * @param tagBits how long the tag is
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Gcm(byte[] iv, long fixedBits, long generator, long tagBits) {}

    /**
     * Reads the parameter of {@code CKM_AES_GCM}.
     *
     * @throws CryptokiException {@code CKR_MECHANISM_PARAM_INVALID} for one that is no such structure
     */
    Gcm gcm();

    /** Reads the tag of such a parameter. */
    byte[] tag(int bytes);

    /** Gives the caller the initialisation vector, of the length that {@link #gcm} had. */
    void putIv(byte[] iv);

    /** Gives the caller the tag. */
    void putTag(byte[] tag);
}
