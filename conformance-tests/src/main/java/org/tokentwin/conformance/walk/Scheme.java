package org.tokentwin.conformance.walk;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What operations compute, and the JDK's word for whether it is right. */
enum Scheme {
    SHA256(Kind.DIGEST, mechanism(CKM_SHA256), true),
    RSA_SIGN(Kind.SIGN, mechanism(CKM_SHA256_RSA_PKCS), true),
    ECDSA_SIGN(Kind.SIGN, mechanism(CKM_ECDSA), false),
    RSA_VERIFY(Kind.VERIFY, mechanism(CKM_SHA256_RSA_PKCS), true),
    RSA_ENCRYPT(Kind.ENCRYPT, mechanism(CKM_RSA_PKCS), false),
    AES_ENCRYPT(Kind.ENCRYPT, mechanism(CKM_AES_CBC_PAD, new byte[16]), true),
    RSA_DECRYPT(Kind.DECRYPT, mechanism(CKM_RSA_PKCS), false),
    AES_DECRYPT(Kind.DECRYPT, mechanism(CKM_AES_CBC_PAD, new byte[16]), true);

    static final int BLOCK = 16;

    /** {@code CKA_VALUE} of the secret key. */
    static final byte[] SECRET = "a walk's AES key".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] MESSAGE =
            "Whatever passes on the twin passes on it".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;

    final Kind kind;
    final CK_MECHANISM mechanism;
    final boolean inParts;

    Scheme(Kind kind, CK_MECHANISM mechanism, boolean inParts) {
        this.kind = kind;
        this.mechanism = mechanism;
        this.inParts = inParts;
    }

    /** The message, or its cryptogram, that one call or several take. */
    byte[] input(World world) {
        return switch (this) {
            case RSA_DECRYPT ->
                computed(
                        () -> encrypted("RSA/ECB/PKCS1Padding", world.tokenKey().publicKey()));
            case AES_DECRYPT -> computed(() -> encrypted("AES/CBC/PKCS5Padding", aes()));
            case ECDSA_SIGN -> Arrays.copyOf(MESSAGE, HASH_BYTES);
            default -> MESSAGE.clone();
        };
    }

    /** The least bytes that the output to a whole message has. */
    int leastOutput(World world) {
        return switch (this) {
            case SHA256 -> HASH_BYTES;
            case ECDSA_SIGN -> 2 * HASH_BYTES;
            case RSA_SIGN -> bytes((RSAPublicKey) world.tokenKey().publicKey());
            case RSA_ENCRYPT -> bytes(world.keys().softwarePublic());
            case AES_ENCRYPT -> MESSAGE.length;
            case RSA_DECRYPT, AES_DECRYPT -> MESSAGE.length;
            case RSA_VERIFY -> 0;
        };
    }

    private static int bytes(RSAPublicKey key) {
        return key.getModulus().bitLength() / Byte.SIZE;
    }

    /** Whether this is what the message gives. */
    boolean isRight(World world, Operation operation, byte[] input, byte[] output) {
        return computed(() -> switch (this) {
            case SHA256 ->
                Arrays.equals(output, MessageDigest.getInstance("SHA-256").digest(input));
            case RSA_SIGN -> verified("SHA256withRSA", world.tokenKey().publicKey(), input, output);
            case ECDSA_SIGN ->
                verified(
                        "NONEwithECDSAinP1363Format",
                        Objects.requireNonNull(Objects.requireNonNull(operation.key).publicKey),
                        input,
                        output);
            case RSA_ENCRYPT ->
                Arrays.equals(
                        input,
                        cipher(
                                        Cipher.DECRYPT_MODE,
                                        "RSA/ECB/PKCS1Padding",
                                        world.keys().software().getPrivate())
                                .doFinal(output));
            case AES_ENCRYPT ->
                Arrays.equals(
                        output,
                        cipher(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", aes())
                                .doFinal(input));
            case RSA_DECRYPT, AES_DECRYPT -> Arrays.equals(output, MESSAGE);
            case RSA_VERIFY -> true;
        });
    }

    /** The signature of what was taken, by the pair that is not on the token. */
    static byte[] signature(World world, byte[] message) {
        return computed(() -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(world.keys().software().getPrivate());
            signature.update(message);
            return signature.sign();
        });
    }

    private static boolean verified(String algorithm, PublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }

    private static byte[] encrypted(String algorithm, Key key) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, algorithm, key).doFinal(MESSAGE);
    }

    private static Cipher cipher(int mode, String algorithm, Key key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm);
        if (algorithm.startsWith("AES")) {
            cipher.init(mode, key, new IvParameterSpec(new byte[BLOCK]));
        } else {
            cipher.init(mode, key);
        }
        return cipher;
    }

    private static Key aes() {
        return new SecretKeySpec(SECRET, "AES");
    }

    private interface Computation<T> {
        T run() throws GeneralSecurityException;
    }

    /** What the JDK cannot make sense of is wrong: a signature of another length, a cryptogram that has no padding. */
    private static <T> T computed(Computation<T> computation) {
        try {
            return computation.run();
        } catch (GeneralSecurityException e) {
            throw new WalkFailure("an output is no signature or cryptogram at all");
        }
    }
}
