package org.tokentwin.emulator.provider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;

/**
 * Which providers the emulator computes with. They are used without being installed: the Java program around the emulator keeps the
 * providers that it has. Safe for use by many threads.
 */
public final class Cryptography {
    private static final String RSA = "RSA";
    private static final String EC = "EC";

    private final Provider rsaCipher;
    private final Provider rsaKeys;
    private final Provider ec;
    private final String description;

    private Cryptography(Provider rsaCipher, Provider rsaKeys, Provider ec, String description) {
        this.rsaCipher = rsaCipher;
        this.rsaKeys = rsaKeys;
        this.ec = ec;
        this.description = description;
    }

    /** The fastest that this process has: Amazon's where it is on the class path and runs on this machine, else the JDK's. */
    public static Cryptography fastest() {
        return Fastest.CHOICE;
    }

    /** RSA of the JDK, and elliptic curves of Bouncy Castle. The only one whose random numbers can be seeded. */
    public static Cryptography ofTheJdk() {
        return OfTheJdk.CHOICE;
    }

    /** All of the Amazon Corretto Crypto Provider; empty where it is not on the class path or does not run on this machine. */
    public static Optional<Cryptography> ofAmazon() {
        return OfAmazon.CHOICE;
    }

    /** The providers' names and versions, for people to read. */
    public String description() {
        return description;
    }

    /** RSA without padding, RFC 8017 section 5: blocks as long as the modulus. */
    public Cipher rsaCipher() throws GeneralSecurityException {
        return Cipher.getInstance("RSA/ECB/NoPadding", rsaCipher);
    }

    /** Makes keys for {@link #rsaCipher}. */
    public KeyFactory rsaKeys() throws GeneralSecurityException {
        return KeyFactory.getInstance(RSA, rsaKeys);
    }

    /** Makes RSA PKCS#1 v1.5 signatures. */
    public Provider rsaSignatures() {
        return rsaKeys;
    }

    /** A private key as {@link #rsaSignatures} uses it; with another form of it, each signature would first convert and check it. */
    public PrivateKey rsaSigningKey(PrivateKey key) {
        try {
            return (PrivateKey) rsaKeys().translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key is no RSA key that " + description + " takes", e);
        }
    }

    /** Makes RSA key pairs. */
    public KeyPairGenerator rsaKeyPairs() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(RSA, rsaKeys);
    }

    /** Signs what is a hash value already. */
    public Signature ecdsa() throws GeneralSecurityException {
        return Signature.getInstance("NONEwithECDSA", ec);
    }

    /** Makes keys for {@link #ecdsa} and {@link #ecdh}. */
    public KeyFactory ecKeys() throws GeneralSecurityException {
        return KeyFactory.getInstance(EC, ec);
    }

    /** Makes EC key pairs. */
    public KeyPairGenerator ecKeyPairs() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(EC, ec);
    }

    /** The x coordinate of the shared point. */
    public KeyAgreement ecdh() throws GeneralSecurityException {
        return KeyAgreement.getInstance("ECDH", ec);
    }

    private static String named(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** What the classes below hold is made when it is first asked for. */
    private static final class Fastest {
        static final Cryptography CHOICE = ofAmazon().orElseGet(Cryptography::ofTheJdk);
    }

    private static final class OfTheJdk {
        static final Cryptography CHOICE = make();

        private static Cryptography make() {
            try {
                Provider cipher =
                        Cipher.getInstance("RSA/ECB/NoPadding", "SunJCE").getProvider();
                Provider keys = KeyFactory.getInstance(RSA, "SunRsaSign").getProvider();
                Provider curves = new BouncyCurves();
                return new Cryptography(cipher, keys, curves, named(cipher) + ", " + named(curves));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no RSA", e);
            }
        }
    }

    private static final class OfAmazon {
        static final Optional<Cryptography> CHOICE =
                AmazonProvider.find().map(found -> new Cryptography(found, found, found, named(found)));
    }
}
