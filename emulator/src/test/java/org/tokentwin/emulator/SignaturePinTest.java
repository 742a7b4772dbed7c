package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/** The signature PIN of a 5110 CC, which its signature keys want for each use. */
class SignaturePinTest {
    private static final String PROFILE = "safenet-etoken-5110-cc";
    private static final String PIN = "Abcdef-1";
    private static final String SIGNATURE_PIN = "000000";
    private static final String PUK = "000000";
    private static final byte[] DATA = {1, 2, 3};
    private static final byte[] SHA256 = new byte[32];
    private static final int BLOCKED = 0x6983;
    private static final int NO_STATUS = 0x6982;

    @TempDir
    private Path directory;

    private final EmulatedToken token =
            EmulatedToken.order().profile(PROFILE).withPin(PIN).withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);
    private final Cryptoki application = application(emulator);
    private final long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    @Test
    void issuedToken_isACc_whoseKeyWantsAPinForEachUse() {
        long key = key();

        assertThat(value(key, Cka.CKA_ALWAYS_AUTHENTICATE).asBoolean()).isTrue();
        assertThat(token.profile().token().productName()).isEqualTo("eToken 5110 CC (940)");
        assertThat(token.pinStatus(PinReference.USER).triesLeft()).isEqualTo(5);
        assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
        assertThat(token.pinStatus(PinReference.PUK).triesLeft()).isEqualTo(3);
    }

    @Test
    void keyWithoutTheSecondLogin_isRefusedAsIfNobodyWereLoggedIn() {
        begin(session, key());

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> sign(session));
    }

    @Test
    void keyWithTheSignaturePin_signsOnce() throws Exception {
        long key = key();
        begin(session, key);
        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, ascii(SIGNATURE_PIN));

        byte[] signature = sign(session);

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(token.certificate());
        verifier.update(DATA);
        assertThat(verifier.verify(signature)).isTrue();
        begin(session, key);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> sign(session));
    }

    @Test
    void userPin_isNoSignaturePin_andCostsATryOfThatOne() {
        begin(session, key());

        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, ascii(PIN)));

        assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(2);
        assertThat(token.pinStatus(PinReference.USER).triesLeft()).isEqualTo(5);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> sign(session));
    }

    @Test
    void thirdWrongSignaturePin_locksItAlone() {
        begin(session, key());
        for (Ckr each : List.of(Ckr.CKR_PIN_INCORRECT, Ckr.CKR_PIN_INCORRECT, Ckr.CKR_PIN_LOCKED)) {
            assertCkr(each, () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, ascii("999999")));
        }

        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, ascii(SIGNATURE_PIN)));
        application.logout(session);
        application.login(session, Cku.CKU_USER, ascii(PIN));
        assertThat(token.pinStatus(PinReference.SIGNATURE).isLocked()).isTrue();
    }

    @Test
    void twoSessions_haveAUseEach_whateverTheirOrder() {
        long other = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        long key = key();
        begin(session, key);
        begin(other, key);
        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, ascii(SIGNATURE_PIN));
        application.login(other, Cku.CKU_CONTEXT_SPECIFIC, ascii(SIGNATURE_PIN));

        assertThat(sign(session)).isEqualTo(sign(other));
    }

    @Test
    void keyAtTheCardReader_isUsedOnceForEachSignaturePin() {
        assertThat(signAtReader()).isEqualTo(NO_STATUS);
        assertThat(verify(0x11, PIN)).isEqualTo(0x9000);
        assertThat(signAtReader()).as("with the user PIN").isEqualTo(NO_STATUS);

        assertThat(verify(0x83, SIGNATURE_PIN)).isEqualTo(0x9000);

        assertThat(signAtReader()).isEqualTo(0x9000);
        assertThat(signAtReader()).as("for the second time").isEqualTo(NO_STATUS);
    }

    @Test
    void puk_setsALockedSignaturePinAnew() {
        for (int i = 0; i < 3; i++) {
            verify(0x83, "999999");
        }
        assertThat(verify(0x83, SIGNATURE_PIN)).isEqualTo(BLOCKED);
        assertThat(reset("111111", "123456")).isEqualTo(0x63C2);

        assertThat(reset(PUK, "123456")).isEqualTo(0x9000);

        assertThat(verify(0x83, SIGNATURE_PIN)).isEqualTo(0x63C2);
        assertThat(verify(0x83, "123456")).isEqualTo(0x9000);
    }

    @Test
    void thirdWrongPuk_locksThePuk() {
        for (int i = 0; i < 3; i++) {
            reset("111111", "123456");
        }

        assertThat(reset(PUK, "123456")).isEqualTo(BLOCKED);
        assertThat(token.pinStatus(PinReference.PUK).isLocked()).isTrue();
        assertThat(verify(0x83, SIGNATURE_PIN)).isEqualTo(0x9000);
    }

    @Test
    void resetTries_givesTheSecondPinAndThePukTheirsBack() {
        verify(0x83, "999999");
        reset("111111", "123456");

        token.resetTries();

        assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
        assertThat(token.pinStatus(PinReference.PUK).triesLeft()).isEqualTo(3);
    }

    @Test
    void keptToken_keepsTheTriesOfTheSecondPin_inASnapshotToo() {
        TokenHome home = new TokenHome(directory.resolve("home"));
        KeptToken.create(
                home, "cc", EmulatedToken.order().profile(PROFILE).withTestKey().issue(), Optional.empty());
        try (KeptToken kept = KeptToken.open(home, "cc")) {
            verify(kept.token().card(), 0x83, "999999");
        }
        KeptToken.snapshot(home, "cc", "one-wrong");
        try (KeptToken kept = KeptToken.open(home, "cc")) {
            assertThat(kept.token().pinStatus(PinReference.SIGNATURE).triesLeft())
                    .isEqualTo(2);
            verify(kept.token().card(), 0x83, "999999");
        }

        KeptToken.restore(home, "cc", "one-wrong");

        try (KeptToken kept = KeptToken.open(home, "cc")) {
            assertThat(kept.token().pinStatus(PinReference.SIGNATURE).triesLeft())
                    .isEqualTo(2);
            assertThat(kept.token().signaturePin()).hasValue(SIGNATURE_PIN.toCharArray());
        }
    }

    @Test
    void sunPkcs11_knowsNoSecondLogin_andFails() throws Exception {
        Path configuration = Files.writeString(
                directory.resolve("pkcs11.cfg"),
                "name = Cc\nlibrary = " + emulator.modulePath() + "\nslotListIndex = 0\n");
        Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        PrivateKey key = (PrivateKey) store.getKey(store.aliases().nextElement(), null);
        Signature signer = Signature.getInstance("SHA256withRSA", provider);
        signer.initSign(key);

        assertThatThrownBy(() -> {
                    signer.update(DATA);
                    signer.sign();
                })
                .rootCause()
                .hasMessageContaining("CKR_USER_NOT_LOGGED_IN");
        assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
    }

    @Test
    void profile_neverShowsThePins() {
        assertThat(TokenProfile.named(PROFILE).signaturePin().orElseThrow().toString())
                .doesNotContain(SIGNATURE_PIN);
    }

    private static Cryptoki application(Emulator emulator) {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        return application;
    }

    /** After a login. */
    private long key() {
        application.login(session, Cku.CKU_USER, ascii(PIN));
        application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)));
        long[] found = application.findObjects(session, 2);
        application.findObjectsFinal(session);
        assertThat(found).hasSize(1);
        return found[0];
    }

    private Attribute value(long object, long type) {
        return application
                .getAttributeValue(session, object, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow();
    }

    private void begin(long inSession, long key) {
        application.signInit(inSession, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
    }

    private byte[] sign(long inSession) {
        OutputBuffer signature = OutputBuffer.of(256);
        application.sign(inSession, DATA, signature);
        return signature.bytes().orElseThrow();
    }

    private int signAtReader() {
        transmit(token.card(), 0x22, 0x41, 0xB6, new byte[] {(byte) 0x80, 1, 0x42, (byte) 0x84, 1, 0x56});
        return transmit(token.card(), 0x2A, 0x9E, 0x9A, SHA256);
    }

    private int verify(int reference, String pin) {
        return verify(token.card(), reference, pin);
    }

    private static int verify(Card card, int reference, String pin) {
        return transmit(card, 0x20, 0, reference, ascii(pin));
    }

    private int reset(String puk, String pin) {
        return transmit(token.card(), 0x2C, 0, 0x83, ascii(puk + pin));
    }

    private static int transmit(Card card, int ins, int p1, int p2, byte[] data) {
        return CardChannel.basic(card)
                .transmit(new CommandApdu(ins, p1, p2, data, 65536))
                .sw();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
