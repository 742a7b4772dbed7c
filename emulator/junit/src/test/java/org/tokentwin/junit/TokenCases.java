package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a token does wherever the emulator runs; {@link BothPlacesTest} runs it in each place. */
@TokenTwin
class TokenCases {
    private static final byte[] DOCUMENT = "Dear Hongkong Post".getBytes(StandardCharsets.UTF_8);
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @Test
    void signature_verifiesWithTheCertificate(Token token) throws Exception {
        assertThat(verifies(token, sign(login(token, token.pin())))).isTrue();
        assertThat(token.certificateChain()).hasSize(3);
        assertThat(token.certificate().getSubjectX500Principal().getName()).contains("CN=CHAN TAI MAN");
        assertThat(token.uri()).startsWith("pkcs11:").contains("serial=" + token.serial());
        assertThat(token.label()).isEqualTo("My Token");
    }

    @Test
    void wrongPin_costsATry_whichIsGivenBack(Token token) {
        assertThatThrownBy(() -> login(token, "Wrong-PIN-1".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("CKR_PIN_INCORRECT");
        assertThat(token.triesLeft()).isEqualTo(14);

        token.resetTries();

        assertThat(token.triesLeft()).isEqualTo(15);
    }

    @Test
    void tokenThatIsOut_isMissed_andComesBack(Token token) throws Exception {
        KeyStore keyStore = login(token, token.pin());

        token.remove();

        assertThat(token.isInserted()).isFalse();
        assertThatThrownBy(token::slot).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(token::remove).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sign(keyStore)).isInstanceOf(ProviderException.class);

        token.insert();

        assertThat(token.slot()).isZero();
        assertThatThrownBy(token::insert).isInstanceOf(IllegalStateException.class);
        assertThat(verifies(token, sign(login(token, token.pin())))).isTrue();
    }

    @Test
    void fault_happensOnce(Token token) throws Exception {
        KeyStore keyStore = login(token, token.pin());
        token.inject("sw=6F00@sign", "slow=1ms@write");
        assertThat(token.faults()).hasSize(2);

        assertThatThrownBy(() -> sign(keyStore)).isInstanceOf(ProviderException.class);

        assertThat(token.faults()).containsExactly("delay=1ms@write:always");
        assertThat(verifies(token, sign(keyStore))).isTrue();
        token.clearFaults();
        assertThat(token.faults()).isEmpty();
    }

    @Test
    void faultThatThereIsNot_isRefused(Token token) {
        assertThatThrownBy(() -> token.inject("remove@sign", "nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThat(token.faults()).isEmpty();
    }

    @Test
    @TokenTwin(faults = {"sw=6F00@sign", "slow=1ms@write:3"})
    void faultsOfTheAnnotation_waitForTheTest(Token token) throws Exception {
        assertThat(token.faults()).containsExactly("sw=6F00@sign:1", "delay=1ms@write:3");
        assertThatThrownBy(() -> sign(login(token, token.pin()))).isInstanceOf(ProviderException.class);
    }

    @Test
    void trace_showsTheCallsAndNoPin(Token token) throws Exception {
        login(token, token.pin());

        assertThat(token.trace()).contains("C_Login(", "VERIFY").doesNotContain(new String(token.pin()));
        assertThat(token.toString()).contains(token.serial());
    }

    @Test
    @TokenTwin(pin = PinState.INITIAL, label = "Büro", holder = "陳大文 true", key = KeyType.P256)
    void annotation_saysWhatTheTokenIs(Token token) {
        assertThat(token.pin()).hasSize(8).isEqualTo(token.initialPin());
        assertThat(token.label()).isEqualTo("Büro");
        assertThat(token.certificate().getSubjectX500Principal().getName()).contains("陳大文 true");
        assertThat(token.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(token.soPin()).isEmpty();
    }

    @Test
    @TokenTwin(profile = "safenet-etoken-5110", freshKey = true, key = KeyType.P256)
    void profileWithSoPin_givesIt(Token token) {
        assertThat(token.soPin()).isPresent();
        assertThat(token.signaturePin()).isEmpty();
    }

    @Test
    @TokenTwin(profile = "safenet-etoken-5110-cc")
    void profileWithSignaturePin_givesIt(Token token) {
        assertThat(token.signaturePin()).hasValue("000000".toCharArray());
    }

    @Test
    @TokenTwin(p12 = "chan.p12", p12Password = "secret of the file")
    void ownCredential_isOnTheToken(Token token) throws Exception {
        KeyStore file = KeyStore.getInstance("PKCS12");
        file.load(getClass().getResourceAsStream("chan.p12"), "secret of the file".toCharArray());

        assertThat(token.certificate()).isEqualTo(file.getCertificate("chan"));
        assertThat(verifies(token, sign(login(token, token.pin())))).isTrue();
    }

    @Test
    void secondToken_isInTheNextSlotOfTheSameModule(Token token, @TokenTwin(label = "Second") Token second)
            throws Exception {
        assertThat(second.serial()).isNotEqualTo(token.serial());
        assertThat(second.modulePath()).isEqualTo(token.modulePath());
        assertThat(second.slot()).isEqualTo(token.slot() + 1);
        second.remove();
        assertThat(token.isInserted()).isTrue();
        assertThat(verifies(token, sign(login(token, token.pin())))).isTrue();
    }

    @Test
    void otherTest_hasAnotherModule(Token token) {
        assertThat(token.modulePath())
                .exists()
                .satisfies(file -> assertThat(Files.size(file)).isPositive());
        assertThat(SEEN.add(token.modulePath().toString())).isTrue();
    }

    @Test
    void andYetAnotherTest_too(Token token) {
        assertThat(SEEN.add(token.modulePath().toString())).isTrue();
    }

    private static KeyStore login(Token token, char[] pin) throws GeneralSecurityException, IOException {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name=" + token.serial() + "\nlibrary=" + token.modulePath());
        KeyStore keyStore = KeyStore.getInstance("PKCS11", provider);
        keyStore.load(null, pin);
        return keyStore;
    }

    private static byte[] sign(KeyStore keyStore) throws GeneralSecurityException {
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                Signature signature = Signature.getInstance("SHA256withRSA", keyStore.getProvider());
                signature.initSign((PrivateKey) keyStore.getKey(alias, null));
                signature.update(DOCUMENT);
                return signature.sign();
            }
        }
        throw new AssertionError("there is no key");
    }

    private static boolean verifies(Token token, byte[] signed) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        verifier.initVerify(token.certificate());
        verifier.update(DOCUMENT);
        return verifier.verify(signed);
    }
}
