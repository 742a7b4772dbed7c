package org.tokentwin.emulator.applet;

import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.PrivateKey;
import javacard.security.PublicKey;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/** What the applet asks of the Java Card platform for its cryptography. A platform that computes faster gives its own. */
public class Platform {
    /** An empty key object of one of {@link KeyBuilder}'s types, of this many bits. */
    protected Key key(byte type, short bits) {
        return KeyBuilder.buildKey(type, bits, false);
    }

    /** Fills two key objects of {@link #key} with a new key pair; the public one may have its RSA exponent already. */
    protected void generate(PublicKey publicKey, PrivateKey privateKey) {
        new KeyPair(publicKey, privateKey).genKeyPair();
    }

    /** RSA without padding. */
    protected Cipher rsa() {
        return Cipher.getInstance(Cipher.ALG_RSA_NOPAD, false);
    }

    /** ECDSA over what it is given, without hashing it. */
    protected Signature ecdsa() {
        return Signature.getInstance(MessageDigest.ALG_NULL, Signature.SIG_CIPHER_ECDSA, Cipher.PAD_NULL, false);
    }

    /** Elliptic-curve Diffie-Hellman, which gives the x coordinate. */
    protected KeyAgreement ecdh() {
        return KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
    }

    /** One of {@link MessageDigest}'s hash functions. */
    protected MessageDigest digest(byte algorithm) {
        return MessageDigest.getInstance(algorithm, false);
    }
}
