package org.tokentwin.emulator.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.profile.SignaturePin;

/**
 * The commands that only a card in the state of personalisation takes: PUT DATA of policy, card id and PINs, and
 * ACTIVATE FILE.
 */
final class CardPersonaliser {
    private static final int PUT_DATA = 0xDA;
    private static final int ACTIVATE_FILE = 0x44;
    private static final int CHANGE_REFERENCE_DATA = 0x24;
    private static final int USER_PIN_REFERENCE = 0x11;

    private static final int MEMORY = 0xDF43;
    private static final int POLICY = 0xDF45;
    private static final int USER_PIN = 0xDF50;
    private static final int SO_PIN = 0xDF51;
    private static final int CARD_ID = 0xDF52;
    private static final int SIGNATURE_PIN = 0xDF53;
    private static final int PUK = 0xDF54;
    private static final int CARD_ID_BYTES = 16;

    private final CardChannel channel;

    CardPersonaliser(Card card) {
        channel = CardChannel.basic(card);
    }

    /** Everything that goes before the objects. */
    void begin(Personalisation token) {
        putData("the PIN policy", POLICY, token.profile().pinPolicy().encoded());
        putData("the memory's size", MEMORY, number(token.profile().token().totalMemory()));
        putData("the card id", CARD_ID, cardId(token.tokenSerial()));
        token.soPin().ifPresent(pin -> putData("the SO PIN", SO_PIN, pin.bytes()));
        putData("the initial PIN", USER_PIN, token.initialPin().bytes());
        token.profile().signaturePin().ifPresent(this::putSignaturePin);
    }

    private void putSignaturePin(SignaturePin signature) {
        putData("the signature PIN", SIGNATURE_PIN, triesAndPin(signature.tries(), signature.pin()));
        signature.puk().ifPresent(puk -> putData("the PUK", PUK, triesAndPin(signature.pukTries(), puk)));
    }

    private static byte[] triesAndPin(int tries, String pin) {
        byte[] bytes = pin.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) tries)
                .put(bytes)
                .array();
    }

    /** Makes the card operational, for good. */
    void activate() {
        send("its activation", ACTIVATE_FILE, 0, new byte[0]);
    }

    /** The user's own act, on a card that is operational. */
    void changeUserPin(Pin current, Pin changed) {
        byte[] from = current.bytes();
        byte[] to = changed.bytes();
        int half = Math.max(from.length, to.length);
        byte[] both = Arrays.copyOf(from, 2 * half);
        System.arraycopy(to, 0, both, half, to.length);
        send("the new PIN", CHANGE_REFERENCE_DATA, USER_PIN_REFERENCE, both);
    }

    private void putData(String what, int tag, byte[] value) {
        send(what, PUT_DATA, tag, value);
    }

    /** @param parameters P1 and P2 */
    private void send(String what, int ins, int parameters, byte[] data) {
        ResponseApdu response =
                channel.transmit(new CommandApdu(ins, parameters >> Byte.SIZE, parameters & 0xFF, data, 0));
        if (!response.isOk()) {
            throw new PersonalisationException("The card refused " + what + ": " + reason(response.sw()));
        }
    }

    private static String reason(int sw) {
        return switch (sw) {
            case StatusWord.SW_LENGTH_INCONSISTENT -> "it is longer or shorter than the policy says";
            case StatusWord.SW_WRONG_DATA -> "its characters or values are not as the policy says";
            case StatusWord.SW_CONDITIONS_NOT_SATISFIED ->
                "the card is not in the state for it, or it was there before";
            default -> StatusWord.describe(sw);
        };
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /** The serial number over and over: some middleware shows the beginning of the card id, some its end. */
    private static byte[] cardId(String tokenSerial) {
        return HexFormat.of().parseHex(tokenSerial.repeat(2 * CARD_ID_BYTES / tokenSerial.length()));
    }
}
