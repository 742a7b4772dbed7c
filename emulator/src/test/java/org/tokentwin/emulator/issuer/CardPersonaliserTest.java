package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.profile.TokenProfile;

class CardPersonaliserTest {
    private static final TokenProfile ECERT = TokenProfile.ofDefault();
    private static final TokenProfile WITH_SO = TokenProfile.named("safenet-etoken-5110");

    private final Card card = new JcardsimCard(ECERT.atr().bytes());

    @Test
    void personalisedCard_isOperationalForGood() {
        personalise(ECERT, "12345678");

        assertThat(getData(0xDF47)).containsExactly(0x05);
        assertThatThrownBy(() -> personalise(ECERT, "12345678"))
                .isInstanceOf(PersonalisationException.class)
                .hasMessageStartingWith("The card refused the PIN policy: the card is not in the state for it");
    }

    @Test
    void personalisedCard_hasThePolicyOfItsProfile() {
        personalise(ECERT, "12345678");

        assertThat(getData(0xDF45)).isEqualTo(ECERT.pinPolicy().encoded());
        assertThat(getData(0xDF43)).startsWith(0x00, 0x01, 0x40, 0x00);
    }

    @Test
    void initialPin_mustBeChanged() {
        personalise(ECERT, "12345678");

        assertThat(getData(0xDF41)).containsExactly(0x07, 15, 15, 8, 20);
    }

    @Test
    void profileWithoutSoPin_hasNone() {
        personalise(ECERT, "12345678");

        assertThat(getData(0xDF42)[0]).isZero();
    }

    @Test
    void profileWithSoPin_hasOne() {
        personalise(WITH_SO, "1234567890");

        assertThat(getData(0xDF42)).startsWith(0x03, 15, 15);
        assertThat(getData(0xDF41)).startsWith(0x07);
    }

    @Test
    void initialPinOfWrongLength_isRefusedByTheCard() {
        assertThatThrownBy(() -> personalise(ECERT, "1234567"))
                .isInstanceOf(PersonalisationException.class)
                .hasMessage("The card refused the initial PIN: it is longer or shorter than the policy says");
    }

    @Test
    void initialPinThatIsNotDigits_isRefusedByTheCard() {
        assertThatThrownBy(() -> personalise(ECERT, "1234567x"))
                .isInstanceOf(PersonalisationException.class)
                .hasMessage("The card refused the initial PIN: its characters or values are not as the policy says");
    }

    @Test
    void changedPin_needNotBeChanged() {
        personalise(ECERT, "12345678");

        new CardPersonaliser(card).changeUserPin(Pin.of("12345678"), Pin.of("New-Pin1"));

        assertThat(getData(0xDF41)[0]).isEqualTo((byte) 0x03);
    }

    @Test
    void randomConformingPin_isAcceptedByTheCard() {
        personalise(ECERT, "12345678");
        Pin pin = Pin.randomConforming(ECERT.pinPolicy());

        new CardPersonaliser(card).changeUserPin(Pin.of("12345678"), pin);

        assertThat(getData(0xDF41)[0]).isEqualTo((byte) 0x03);
    }

    @Test
    void newPinAgainstThePolicy_isRefusedByTheCard() {
        personalise(ECERT, "12345678");

        assertThatThrownBy(() -> new CardPersonaliser(card).changeUserPin(Pin.of("12345678"), Pin.of("no-upper-1")))
                .isInstanceOf(PersonalisationException.class)
                .hasMessage("The card refused the new PIN: its characters or values are not as the policy says");
    }

    private void personalise(TokenProfile profile, String initialPin) {
        CardPersonaliser personaliser = new CardPersonaliser(card);
        personaliser.begin(new Personalisation(
                profile,
                "0a1b2c3d",
                "My Token",
                Pin.of(initialPin),
                profile.hasSoPin() ? Optional.of(Pin.of("87654321")) : Optional.empty(),
                List.of(),
                List.of()));
        personaliser.activate();
    }

    private byte[] getData(int tag) {
        ResponseApdu response = CardChannel.basic(card).transmit(CommandApdu.of(0xCA, tag >> 8, tag & 0xFF, 256));
        assertThat(response.isOk()).isTrue();
        return response.data();
    }
}
