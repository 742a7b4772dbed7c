package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.PersonalisationException;
import org.tokentwin.emulator.issuer.TestAuthority;

class EmulatedTokenTest {
    private static final long RW_SESSION = Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION;

    @Test
    void issuedToken_opensWithItsPin() {
        try (EmulatedToken token = order().issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(login(emulator, token.pin())).isEqualTo(Ckr.CKR_OK);
        }
    }

    @Test
    void initialPin_mustBeChangedFirst() {
        try (EmulatedToken token = order().withInitialPin().issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(token.pin()).isEqualTo(token.initialPin());
            assertThat(String.valueOf(token.initialPin())).matches("[0-9]{8}");
            assertThat(login(emulator, token.pin())).isEqualTo(Ckr.CKR_PIN_EXPIRED);
        }
    }

    @Test
    void chosenPin_opens() {
        try (EmulatedToken token = order().withPin("Correct-Horse-1").issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(login(emulator, "Correct-Horse-1".toCharArray())).isEqualTo(Ckr.CKR_OK);
        }
    }

    @Test
    void chosenPinAgainstThePolicy_isRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> order().withPin("correct-horse-1").issue())
                .isInstanceOf(PersonalisationException.class)
                .hasMessageContaining("its characters or values are not as the policy says")
                .hasMessageNotContaining("horse");
    }

    @Test
    void freshToken_reportsWhatTheRealOneDoes() {
        try (EmulatedToken token = order().issue();
                Emulator emulator = Emulator.with(token)) {
            TokenInfo info = initialized(emulator).getTokenInfo(0);

            assertThat(info.label()).isEqualTo("My Token").isEqualTo(token.label());
            assertThat(info.manufacturerId()).isEqualTo("SafeNet, Inc.");
            assertThat(info.model()).isEqualTo("eToken");
            assertThat(info.serialNumber()).isEqualTo(token.serial()).matches("[0-9a-f]{8}");
            assertThat(info.flags()).isEqualTo(0x60D);
            assertThat(info.maxPinLen()).isEqualTo(20);
            assertThat(info.minPinLen()).isEqualTo(8);
            assertThat(info.totalPublicMemory()).isEqualTo(81920);
            assertThat(info.freePublicMemory()).isEqualTo(32767);
        }
    }

    @Test
    void chosenLabel_isReported() {
        try (EmulatedToken token = order().label("Signing").issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(initialized(emulator).getTokenInfo(0).label()).isEqualTo("Signing");
        }
    }

    @Test
    void profileWithSoPin_letsTheSoIn() {
        try (EmulatedToken token = order().profile("safenet-etoken-5110").issue();
                Emulator emulator = Emulator.with(token)) {
            Cryptoki application = initialized(emulator);
            long session = application.openSession(0, RW_SESSION);

            application.login(session, Cku.CKU_SO, bytes(token.soPin().orElseThrow()));
        }
    }

    @Test
    void certificateChain_endsAtTheTestRoot() {
        try (EmulatedToken token = order().holder("CHAN TAI MAN").issue()) {
            assertThat(token.certificateChain()).hasSize(3).first().isEqualTo(token.certificate());
            assertThat(token.certificate().getSubjectX500Principal().getName()).contains("CN=CHAN TAI MAN");
            assertThat(token.certificateChain()
                            .getLast()
                            .getSubjectX500Principal()
                            .getName())
                    .startsWith("CN=TokenTwin Test Root CA 2");
        }
    }

    @Test
    void clock_isTheAuthoritys() {
        Instant now = Instant.parse("2031-01-01T00:00:00Z");
        try (EmulatedToken token =
                order().clock(InstantSource.fixed(now)).years(1).issue()) {
            X509Certificate certificate = token.certificate();

            assertThat(certificate.getNotBefore()).isEqualTo(now);
            assertThat(certificate.getNotAfter()).isEqualTo("2032-01-01T00:00:00Z");
        }
    }

    @Test
    void ownCredential_isPutOnTheToken() {
        Credential own = TestAuthority.bundled(InstantSource.system())
                .issue(PersonalSubscriber.named("OWN"), KeyType.P384, KeySource.TEST_KEYS, 1);

        try (EmulatedToken token = order().credential(own).issue()) {
            assertThat(token.certificate()).isEqualTo(own.certificate());
            assertThat(token.envelope().referenceNumber()).isEmpty();
        }
    }

    @Test
    void envelope_hasSerialReferenceNumberAndInitialPin() {
        PersonalSubscriber holder = PersonalSubscriber.named("CHAN TAI MAN");

        try (EmulatedToken token = order().holder(holder).issue()) {
            assertThat(token.envelope().tokenSerial()).isEqualTo(token.serial());
            assertThat(token.envelope().referenceNumber()).isEqualTo(holder.referenceNumber());
            assertThat(token.envelope().initialPin().chars()).isEqualTo(token.initialPin());
        }
    }

    @Test
    void blankToken_hasNoCertificate() {
        try (EmulatedToken token = order().blank().issue()) {
            assertThat(token.certificateChain()).isEmpty();
            assertThatThrownBy(token::certificate)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The token " + token.serial() + " was issued without a certificate");
        }
    }

    @Test
    void token_doesNotShowItsPins() {
        try (EmulatedToken token = order().withPin("Correct-Horse-1").issue()) {
            assertThat(token).asString().isEqualTo("EmulatedToken[" + token.serial() + ", hongkongpost-ecert]");
        }
    }

    @Test
    void closedToken_answersNothing() {
        EmulatedToken token = order().issue();
        token.close();

        assertThatThrownBy(() -> token.card().transmit(new byte[] {0, 0x20, 0, 0x11}))
                .isInstanceOf(CardRemovedException.class);
    }

    @Test
    void oneOrder_givesDifferentTokens() {
        TokenOrder order = order();
        try (EmulatedToken first = order.issue();
                EmulatedToken second = order.issue()) {
            assertThat(first.serial()).isNotEqualTo(second.serial());
            assertThat(first.pin()).isNotEqualTo(second.pin());
            assertThat(first.certificate()).isNotEqualTo(second.certificate());
        }
    }

    private static TokenOrder order() {
        return EmulatedToken.order().key(KeyType.P256);
    }

    private static Cryptoki initialized(Emulator emulator) {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        return application;
    }

    private static Ckr login(Emulator emulator, char[] pin) {
        Cryptoki application = initialized(emulator);
        try {
            application.login(application.openSession(0, RW_SESSION), Cku.CKU_USER, bytes(pin));
            return Ckr.CKR_OK;
        } catch (CryptokiException e) {
            return e.ckr();
        }
    }

    private static byte[] bytes(char[] pin) {
        return String.valueOf(pin).getBytes(StandardCharsets.US_ASCII);
    }
}
