package org.tokentwin.emulator.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Ready keys for tests: RSA keys of the emulator's published pool, always the same ones, and fresh keys on elliptic curves. */
public final class TestKeys {
    private static final String POOL = "/org/tokentwin/emulator/issuer/";
    private static final Map<Integer, List<KeyPair>> RSA = new ConcurrentHashMap<>();

    private TestKeys() {}

    public static KeyPair rsa1024() {
        return rsa(1024);
    }

    public static KeyPair rsa2048() {
        return rsa(2048);
    }

    public static KeyPair rsa3072() {
        return rsa(3072);
    }

    public static KeyPair rsa4096() {
        return rsa(4096);
    }

    /** The first key of this length in the pool. */
    public static KeyPair rsa(int bits) {
        return RSA.computeIfAbsent(bits, TestKeys::read).get(0);
    }

    /** A key of this length that is not {@link #rsa}'s. */
    public static KeyPair otherRsa(int bits) {
        return RSA.computeIfAbsent(bits, TestKeys::read).get(1);
    }

    public static KeyPair p256() {
        return ec(256);
    }

    public static KeyPair p384() {
        return ec(384);
    }

    public static KeyPair p521() {
        return ec(521);
    }

    /** A fresh key on NIST's curve over a field of this many bits. */
    public static KeyPair ec(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<KeyPair> read(int bits) {
        List<KeyPair> pairs = new ArrayList<>();
        try (InputStream in = TestKeys.class.getResourceAsStream(POOL + "test-keys-rsa" + bits + ".pem")) {
            PemReader reader = new PemReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (PemObject pem = reader.readPemObject(); pem != null; pem = reader.readPemObject()) {
                pairs.add(rsa(pem.getContent()));
            }
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa(byte[] pkcs8) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        RSAPublicKeySpec publicKey = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        return new KeyPair(factory.generatePublic(publicKey), key);
    }
}
