package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.emulator.issuer.KeyType;

/** Signing, verifying and decrypting with the JDK's own PKCS#11 provider, which is what most Java programs have. */
class SunPkcs11Test {
    private static final byte[] DATA = {1, 2, 3, 4, 5};

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, SHA1withRSA",
        "RSA_2048, SHA256withRSA",
        "RSA_2048, SHA512withRSA",
        "P256, SHA256withECDSA",
        "P384, SHA384withECDSA",
        "P521, SHA512withECDSA"
    })
    void signature_verifiesInTheJdkAndOnTheToken(KeyType type, String algorithm) throws Exception {
        EmulatedToken token = token(type);
        Provider provider = provider(token);
        KeyStore keyStore = keyStore(provider, token.pin());
        Signature signer = Signature.getInstance(algorithm, provider);
        signer.initSign((PrivateKey) keyStore.getKey(keyAlias(keyStore), null));
        signer.update(DATA);
        byte[] signature = signer.sign();
        assertThat(verifies(Signature.getInstance(algorithm), token, signature)).isTrue();
        assertThat(verifies(Signature.getInstance(algorithm, provider), token, signature))
                .isTrue();
        signature[signature.length - 1] ^= 1;
        assertThat(verifies(Signature.getInstance(algorithm, provider), token, signature))
                .isFalse();
    }

    @Test
    void messageEncryptedWithTheCertificate_isDecrypted() throws Exception {
        EmulatedToken token = token(KeyType.RSA_2048);
        Provider provider = provider(token);
        KeyStore keyStore = keyStore(provider, token.pin());
        Cipher encryption = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        encryption.init(Cipher.ENCRYPT_MODE, token.certificate().getPublicKey());
        Cipher decryption = Cipher.getInstance("RSA/ECB/PKCS1Padding", provider);
        decryption.init(Cipher.DECRYPT_MODE, keyStore.getKey(keyAlias(keyStore), null));
        assertThat(decryption.doFinal(encryption.doFinal(DATA))).isEqualTo(DATA);
    }

    @Test
    void wrappedSecretKey_isUnwrappedByTheTokensKey() throws Exception {
        EmulatedToken token = secretKeyToken();
        Provider provider = provider(token);
        KeyStore keyStore = keyStore(provider, token.pin());
        SecretKey secret = new SecretKeySpec(new byte[16], "AES");
        Cipher wrapping = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        wrapping.init(Cipher.WRAP_MODE, token.certificate().getPublicKey());
        byte[] wrapped = wrapping.wrap(secret);
        Cipher unwrapping = Cipher.getInstance("RSA/ECB/PKCS1Padding", provider);
        unwrapping.init(Cipher.UNWRAP_MODE, keyStore.getKey(keyAlias(keyStore), null));
        Key unwrapped = unwrapping.unwrap(wrapped, "AES", Cipher.SECRET_KEY);

        assertThat(encrypted(Cipher.getInstance("AES/CBC/PKCS5Padding", provider), unwrapped))
                .isEqualTo(encrypted(Cipher.getInstance("AES/CBC/PKCS5Padding"), secret));
    }

    @Test
    void twoTokens_haveEachAProvider() throws Exception {
        EmulatedToken one = token(KeyType.P256);
        EmulatedToken other = token(KeyType.P384);
        KeyStore keyStore = keyStore(provider(one), one.pin());
        KeyStore otherKeyStore = keyStore(provider(other), other.pin());
        assertThat(keyStore.getCertificate(keyAlias(keyStore))).isEqualTo(one.certificate());
        assertThat(otherKeyStore.getCertificate(keyAlias(otherKeyStore))).isEqualTo(other.certificate());
    }

    @Test
    void secretKeyOfTheProvider_encryptsAndAuthenticates() throws Exception {
        EmulatedToken token = secretKeyToken();
        Provider provider = provider(token);
        keyStore(provider, token.pin());
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        SecretKey key = generator.generateKey();
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", provider);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        byte[] encrypted = cipher.doFinal(DATA);
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        assertThat(cipher.doFinal(encrypted)).isEqualTo(DATA);

        SecretKey secret = new SecretKeySpec(new byte[32], "HmacSHA256");
        Mac mac = Mac.getInstance("HmacSHA256", provider);
        mac.init(secret);
        Mac expected = Mac.getInstance("HmacSHA256");
        expected.init(secret);
        assertThat(mac.doFinal(DATA)).isEqualTo(expected.doFinal(DATA));
    }

    private static byte[] encrypted(Cipher cipher, Key key) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        return cipher.doFinal(DATA);
    }

    private EmulatedToken secretKeyToken() {
        EmulatedToken token =
                EmulatedToken.order().profile("pkcs11-3.2").withTestKey().issue();
        open.push(token);
        return token;
    }

    private EmulatedToken token(KeyType type) {
        EmulatedToken token = EmulatedToken.order().key(type).withTestKey().issue();
        open.push(token);
        return token;
    }

    private Provider provider(EmulatedToken token) {
        Emulator emulator = Emulator.with(token);
        open.push(emulator);
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = " + token.serial() + "\nlibrary = " + emulator.modulePath() + "\nslotListIndex = "
                        + emulator.slotOf(token));
        open.push(((AuthProvider) provider)::logout);
        return provider;
    }

    private static KeyStore keyStore(Provider provider, char[] pin) throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS11", provider);
        keyStore.load(null, pin);
        return keyStore;
    }

    private static String keyAlias(KeyStore keyStore) throws GeneralSecurityException {
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new AssertionError("no key among " + Collections.list(keyStore.aliases()));
    }

    private static boolean verifies(Signature verifier, EmulatedToken token, byte[] signature)
            throws GeneralSecurityException {
        verifier.initVerify(token.certificate());
        verifier.update(DATA);
        return verifier.verify(signature);
    }
}
