package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.util.BigIntegers;

/** An RSA key in software, where the card's would be; read from a resource, since making one takes seconds. */
final class SoftwareRsaKey implements PrivateKeyOnCard.Rsa {
    private static final Map<Integer, SoftwareRsaKey> READ = new ConcurrentHashMap<>();

    private final RSAPrivateCrtKey key;

    private SoftwareRsaKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** The key of 1024, 1025 or 2048 bits. */
    static SoftwareRsaKey of(int bits) {
        return READ.computeIfAbsent(bits, SoftwareRsaKey::read);
    }

    @Override
    public byte[] modulus() {
        return BigIntegers.asUnsignedByteArray(key.getModulus());
    }

    @Override
    public byte[] publicExponent() {
        return BigIntegers.asUnsignedByteArray(key.getPublicExponent());
    }

    @Override
    public byte[] sign(byte[] block) {
        return power(block);
    }

    @Override
    public byte[] decrypt(byte[] block) {
        return power(block);
    }

    /** Bytes of the modulus. */
    int length() {
        return modulus().length;
    }

    BigInteger n() {
        return key.getModulus();
    }

    PublicKeyOnHost onHost() {
        return PublicKeyOnHost.rsa(modulus(), publicExponent());
    }

    RSAPrivateCrtKey jdkPrivate() {
        return key;
    }

    PublicKey jdkPublic() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }

    /** RSAEP of a block, which need not be an encoding of anything. */
    byte[] encryptRaw(byte[] block) {
        return BigIntegers.asUnsignedByteArray(
                length(), new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus()));
    }

    private byte[] power(byte[] block) {
        BigInteger number = new BigInteger(1, block);
        if (block.length != length() || number.compareTo(key.getModulus()) >= 0) {
            throw new IllegalArgumentException("the card would refuse this block of " + block.length + " bytes");
        }
        return BigIntegers.asUnsignedByteArray(length(), number.modPow(key.getPrivateExponent(), key.getModulus()));
    }

    private static SoftwareRsaKey read(int bits) {
        try (InputStream in = SoftwareRsaKey.class.getResourceAsStream("rsa-" + bits + ".pem")) {
            String pem = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return new SoftwareRsaKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no test key of " + bits + " bits", e);
        }
    }
}
