package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/** An issued token, as most Java programs use one. */
class SunPkcs11KeyStoreTest {
    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "RSA_4096", "P256", "P384", "P521"})
    void keyStore_hasTheEcertWithItsChainAndSigns(KeyType type) throws GeneralSecurityException, IOException {
        try (EmulatedToken token = EmulatedToken.order().key(type).withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            KeyStore keyStore = keyStore(emulator);
            keyStore.load(null, token.pin());

            String alias = Collections.list(keyStore.aliases()).stream()
                    .filter(each -> isKey(keyStore, each))
                    .reduce((one, other) -> one + " and " + other)
                    .orElseThrow();

            assertThat(alias).isEqualTo("CHAN TAI MAN");
            assertThat(keyStore.getCertificateChain(alias)).containsExactlyElementsOf(token.certificateChain());
            assertThat(verifies(token, sign(keyStore, alias, type))).isTrue();
        }
    }

    @Test
    void wrongPin_isRefused() throws GeneralSecurityException {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            KeyStore keyStore = keyStore(emulator);

            assertThatThrownBy(() -> keyStore.load(null, "Wrong-PIN-1".toCharArray()))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("CKR_PIN_INCORRECT");
        }
    }

    /** SunPKCS11 knows the protected authentication path: it gives no PIN where the token has one. */
    @Test
    void tokenThatHasItsPinAskedFor_needsNoneFromTheProgram() throws GeneralSecurityException, IOException {
        TokenProfile asking = TokenProfile.named("hongkongpost-ecert-asking");
        try (EmulatedToken token =
                        EmulatedToken.order().profile(asking).withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            emulator.askAt((question, wanted) -> List.of(new String(token.pin()).getBytes(StandardCharsets.UTF_8)));
            KeyStore keyStore = keyStore(emulator);
            keyStore.load(null, null);

            assertThat(verifies(token, sign(keyStore, "CHAN TAI MAN", KeyType.RSA_2048)))
                    .isTrue();
        }
    }

    private static KeyStore keyStore(Emulator emulator) throws GeneralSecurityException {
        Provider provider =
                Security.getProvider("SunPKCS11").configure("--name=Twin\nlibrary=" + emulator.modulePath());
        return KeyStore.getInstance("PKCS11", provider);
    }

    private static boolean isKey(KeyStore keyStore, String alias) {
        try {
            return keyStore.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sign(KeyStore keyStore, String alias, KeyType type) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm(type), keyStore.getProvider());
        signature.initSign((PrivateKey) keyStore.getKey(alias, null));
        signature.update("document".getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    private static boolean verifies(EmulatedToken token, byte[] signed) throws GeneralSecurityException {
        boolean rsa = token.certificate().getPublicKey().getAlgorithm().equals("RSA");
        Signature signature = rsa
                ? Signature.getInstance("SHA256withRSA", "SunRsaSign")
                : Signature.getInstance("SHA256withECDSA", "SunEC");
        signature.initVerify(token.certificate());
        signature.update("document".getBytes(StandardCharsets.UTF_8));
        return signature.verify(signed);
    }

    private static String algorithm(KeyType type) {
        return type.isRsa() ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
