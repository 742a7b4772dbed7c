package org.tokentwin.emulator.cryptoki.mechanism;

/**
 * A private key that stays on the card: what the host may ask of it.
 *
 * <p>Implementations throw {@link org.tokentwin.emulator.cryptoki.CryptokiException}: {@code CKR_USER_NOT_LOGGED_IN} where the card wants the
 * PIN, {@code CKR_DEVICE_REMOVED} where it is gone, {@code CKR_KEY_FUNCTION_NOT_PERMITTED} where the key's usage forbids it.
 */
public sealed interface PrivateKeyOnCard extends KeyInUse permits PrivateKeyOnCard.Rsa, PrivateKeyOnCard.Ec {
    /** An RSA key. */
    non-sealed interface Rsa extends PrivateKeyOnCard {
        /** The modulus, most significant byte first, without leading zero. */
        byte[] modulus();

        byte[] publicExponent();

        /** RSASP1 for a signature: the block is as long as the modulus and, as a number, smaller than it. */
        byte[] sign(byte[] block);

        /** RSADP for a decryption, likewise. */
        byte[] decrypt(byte[] block);
    }

    /** A key on a named prime curve. */
    non-sealed interface Ec extends PrivateKeyOnCard {
        /** DER of the {@code ECParameters}: a named curve's object identifier. */
        byte[] ecParams();

        /**
         * ECDSA over a hash value, X9.62.
         *
         * @param hash as long as the curve's order, in bytes: already cut to the order's bits, or with zeros in front. It is the number
         *     to sign as it stands; for P-521 nothing of its 66 bytes is to be cut again
         * @return r and s, each as long as the order
         */
        byte[] sign(byte[] hash);

        /**
         * ECDH, X9.63.
         *
         * @param point the other side's, uncompressed and on the curve
         * @return the x coordinate of the product, as long as the field
         */
        byte[] agree(byte[] point);
    }
}
