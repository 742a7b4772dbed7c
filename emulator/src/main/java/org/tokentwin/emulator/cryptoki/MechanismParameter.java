package org.tokentwin.emulator.cryptoki;

/**
 * A mechanism's parameter. Whoever reads it from memory or from the wire makes the record that the mechanism's type calls for,
 * and {@link Opaque} of any other; a structure of the wrong length is {@link Opaque} too, so that the mechanism
 * answers {@code CKR_MECHANISM_PARAM_INVALID}.
 */
public sealed interface MechanismParameter {
    /** No parameter: a null pointer and length 0. */
    MechanismParameter NONE = new None();

    /** The absent parameter. */
    record None() implements MechanismParameter {}

    /**
     * {@code CK_RSA_PKCS_PSS_PARAMS}, mechanisms v2.40 section 2.1.10.
     *
     * @param hashAlg a digest mechanism
     * @param mgf {@code CKG_MGF1_*}
     * @param saltLength bytes
     */
    record RsaPkcsPss(long hashAlg, long mgf, long saltLength) implements MechanismParameter {}

    /**
     * {@code CK_RSA_PKCS_OAEP_PARAMS}, mechanisms v2.40 section 2.1.7.
     *
     * @param hashAlg a digest mechanism
     * @param mgf {@code CKG_MGF1_*}
     * @param source {@code CKZ_DATA_SPECIFIED} or 0
     * @param sourceData the encoding parameter, empty where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record RsaPkcsOaep(long hashAlg, long mgf, long source, byte[] sourceData) implements MechanismParameter {}

    /**
     * {@code CK_RSA_AES_KEY_WRAP_PARAMS}, mechanisms v2.40 section 2.1.22.
     *
     * @param aesKeyBits the length of the temporary AES key
     * @param oaep how that key is encrypted
     */
    record RsaAesKeyWrap(long aesKeyBits, RsaPkcsOaep oaep) implements MechanismParameter {}

    /** Bytes that no record above describes. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Opaque(byte[] bytes) implements MechanismParameter {}
}
