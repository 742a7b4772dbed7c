package org.tokentwin.emulator.cryptoki.application;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.profile.PinExpiry;
import org.tokentwin.emulator.profile.PinPolicy;
import org.tokentwin.emulator.profile.PinRule;
import org.tokentwin.emulator.profile.TokenProfile;

/** A token in slot 0 of a board of its own, freshly personalised, and applications on it. */
final class TokenFixture {
    static final String INITIAL_PIN = "12345678";
    static final String PIN = "Correct-1";
    static final String SO_PIN = "administrator";
    static final byte[] CARD_ID = {0x02, (byte) 0xae, (byte) 0xa1, (byte) 0xd3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };
    static final int TOTAL_MEMORY = 81920;

    private final SlotBoard board;
    private final Card card;

    private TokenFixture(TokenProfile profile, Card card) {
        this.board = SlotBoard.of(profile);
        this.card = card;
        reader().insert(card);
    }

    /** An e-Cert Token as it comes in the post: the PIN must be changed. */
    static TokenFixture issued() {
        return issued(TokenProfile.ofDefault());
    }

    static TokenFixture issued(TokenProfile profile) {
        return new TokenFixture(profile, personalised(profile));
    }

    /** An e-Cert Token whose PIN is {@link #PIN}. */
    static TokenFixture ready() {
        return ready(TokenProfile.ofDefault());
    }

    static TokenFixture ready(TokenProfile profile) {
        TokenFixture fixture = issued(profile);
        fixture.send(0x24, 0x00, 0x11, concat(INITIAL_PIN + "\0", PIN));
        return fixture;
    }

    /** A token with an SO PIN, whose user PIN is the vendor's, and need not be changed until the SO sets another. */
    static TokenFixture withSoPin() {
        TokenProfile profile = TokenProfile.named("safenet-etoken-5110");
        PinPolicy policy = profile.pinPolicy();
        PinPolicy advisory = new PinPolicy(
                policy.userTries(),
                policy.soTries(),
                policy.minLength(),
                policy.maxLength(),
                policy.required(),
                policy.forbidden(),
                policy.history(),
                policy.maxRepetitions(),
                policy.expiresDays(),
                Set.of(PinRule.CHANGE_AFTER_SO));
        return issued(with(profile, advisory, PinExpiry.LATER_CALLS));
    }

    /** The profile with other rules for its PINs. */
    static TokenProfile with(TokenProfile profile, PinPolicy policy, PinExpiry expiry) {
        return new TokenProfile(
                profile.name(),
                profile.description(),
                profile.atr(),
                profile.library(),
                profile.slots(),
                profile.token(),
                policy,
                expiry,
                profile.hasSoPin(),
                profile.factoryPin(),
                profile.factorySoPin(),
                profile.signaturePin(),
                profile.countLowAt(),
                profile.countLowWhenLocked(),
                profile.keys(),
                profile.objects(),
                profile.pace(),
                profile.leniences(),
                profile.refusals());
    }

    static JcardsimCard personalised(TokenProfile profile) {
        JcardsimCard card = new JcardsimCard(profile.atr().bytes());
        send(card, 0xDA, 0xDF, 0x45, profile.pinPolicy().encoded());
        send(card, 0xDA, 0xDF, 0x43, new byte[] {
            0, (byte) (TOTAL_MEMORY >> 16), (byte) (TOTAL_MEMORY >> 8), (byte) TOTAL_MEMORY
        });
        send(card, 0xDA, 0xDF, 0x52, CARD_ID);
        send(card, 0xDA, 0xDF, 0x50, ascii(profile.factoryPin().orElse(INITIAL_PIN)));
        if (profile.hasSoPin()) {
            send(card, 0xDA, 0xDF, 0x51, ascii(profile.factorySoPin().orElse(SO_PIN)));
        }
        send(card, 0x44, 0, 0, new byte[0]);
        return card;
    }

    SlotBoard board() {
        return board;
    }

    Card card() {
        return card;
    }

    CardReader reader() {
        return board.readers().getFirst();
    }

    /** A new application, initialized. */
    Cryptoki application() {
        Cryptoki application = new CryptokiApplication(board, Program.UNKNOWN, 1);
        application.initialize(null);
        return application;
    }

    /** Sends a command on the basic channel, as a PC/SC program would, and wants it to go well. */
    byte[] send(int ins, int p1, int p2, byte[] data) {
        return send(card, ins, p1, p2, data);
    }

    static long openReadOnly(Cryptoki application) {
        return application.openSession(0, Ckf.CKF_SERIAL_SESSION);
    }

    static long openReadWrite(Cryptoki application) {
        return application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
    }

    /** A read-write session with the user logged in. */
    static long openUser(Cryptoki application) {
        long session = openReadWrite(application);
        application.login(session, Cku.CKU_USER, ascii(PIN));
        return session;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The handles that match a template. */
    static long[] find(Cryptoki application, long session, Attribute... template) {
        application.findObjectsInit(session, List.of(template));
        long[] found = application.findObjects(session, 1000);
        application.findObjectsFinal(session);
        return found;
    }

    private static byte[] concat(String one, String other) {
        return ascii(one + other);
    }

    private static byte[] send(Card card, int ins, int p1, int p2, byte[] data) {
        var response = CardChannel.basic(card).transmit(new CommandApdu(ins, p1, p2, data, 65536));
        if (!response.isOk()) {
            throw new AssertionError(
                    "the card refused " + Integer.toHexString(ins) + ": " + Integer.toHexString(response.sw()));
        }
        return response.data();
    }
}
