package org.tokentwin.conformance.cases.reference;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import org.bouncycastle.util.BigIntegers;

/**
 * Key pairs whose private half is not on the token: with them the suite makes signatures that no token would make, for the token to refuse.
 * One pair of a kind serves the whole run.
 */
public final class SoftwareKeys {
    private static final int RSA_BITS = 2048;
    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private SoftwareKeys() {}

    /** 2048 bits. */
    public static RSAPublicKey rsaPublic() {
        return (RSAPublicKey) rsaPair().getPublic();
    }

    /** RSASP1 of RFC 8017: the signature to which an encoded block belongs, as long as the modulus. */
    public static byte[] signBlock(byte[] block) {
        try {
            Cipher power = Cipher.getInstance(
                    "RSA/ECB/NoPadding"); // with the primes: four times as fast as the private exponent
            power.init(Cipher.DECRYPT_MODE, rsaPair().getPrivate());
            BigInteger below = new BigInteger(1, block).mod(rsaPublic().getModulus());
            return power.doFinal(BigIntegers.asUnsignedByteArray(modulusBytes(rsaPublic()), below));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK computes with no RSA key", e);
        }
    }

    /** RSAEP of RFC 8017: the cryptogram of an encoded block under any key. */
    public static byte[] encryptBlock(RSAPublicKey key, byte[] block) {
        BigInteger cryptogram = new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus());
        return BigIntegers.asUnsignedByteArray(modulusBytes(key), cryptogram);
    }

    public static int modulusBytes(RSAPublicKey key) {
        return (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** 2048 bits. */
    public static KeyPair rsaPair() {
        return PAIRS.computeIfAbsent("RSA", any -> generate("RSA", generator -> generator.initialize(RSA_BITS)));
    }

    /** A pair on the curve of this name, as {@code secp256r1}. */
    public static KeyPair ec(String curve) {
        return PAIRS.computeIfAbsent(curve, SoftwareKeys::freshEc);
    }

    /** Another pair each time. */
    public static KeyPair freshEc(String curve) {
        return generate("EC", generator -> generator.initialize(new ECGenParameterSpec(curve)));
    }

    private static KeyPair generate(String algorithm, Setup setup) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            setup.apply(generator);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes no " + algorithm + " keys", e);
        }
    }

    private interface Setup {
        void apply(KeyPairGenerator generator) throws GeneralSecurityException;
    }
}
