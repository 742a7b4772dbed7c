package org.tokentwin.emulator.card;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.provider.Cryptography;

/** Cards for tests, each its own. */
public final class TestCards {
    /** The PIN of the envelope. */
    public static final String INITIAL_PIN = "12345678";

    /** A PIN that every policy here lets a user set. */
    public static final String USER_PIN = "Abcd-1234";

    public static final String SO_PIN = "so-pin-0";

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ATR = HEX.parseHex("3BFF9600008131FE4380318065B0855956FB120FFE82900000");

    private TestCards() {}

    /** As installed: in personalisation, and empty. */
    public static JcardsimCard blank() {
        return new JcardsimCard(ATR);
    }

    /** As it comes with its envelope: operational, {@link #INITIAL_PIN}, which must be changed, and no SO PIN. */
    public static Card initial() {
        return personalised(TestPolicy.ecert(), card -> {});
    }

    /** As its user has it: operational, with {@link #USER_PIN} and no SO PIN. */
    public static Card ready() {
        return ready(TestPolicy.ecert());
    }

    /** The same with a choice of what it computes with. */
    static Card ready(Cryptography cryptography) {
        return changed(personalised(new JcardsimCard(ATR, cryptography), TestPolicy.ecert(), card -> {}));
    }

    /** The same under another policy, which must allow both PINs. */
    public static Card ready(TestPolicy policy) {
        return changed(personalised(policy, card -> {}));
    }

    /** The same with {@link #SO_PIN}. */
    public static Card readyWithSo() {
        return readyWithSo(TestPolicy.ecert());
    }

    /** The same under another policy. */
    public static Card readyWithSo(TestPolicy policy) {
        return changed(personalised(policy, card -> card.putData(0xDF51, CardDriver.ascii(SO_PIN))));
    }

    /** Operational with {@link #INITIAL_PIN}, after more has been done to it in personalisation. */
    public static Card personalised(TestPolicy policy, Consumer<CardDriver> more) {
        return personalised(blank(), policy, more);
    }

    private static Card personalised(Card card, TestPolicy policy, Consumer<CardDriver> more) {
        CardDriver driver = CardDriver.basic(card);
        driver.putData(0xDF43, HEX.parseHex("00014000")).requireOk();
        driver.putData(0xDF45, policy.encoded()).requireOk();
        driver.putData(0xDF52, cardId()).requireOk();
        driver.putData(0xDF50, CardDriver.ascii(INITIAL_PIN)).requireOk();
        more.accept(driver);
        driver.send(0x44, 0, 0).requireOk();
        return card;
    }

    private static Card changed(Card card) {
        CardDriver.basic(card).change(INITIAL_PIN, USER_PIN).requireOk();
        return card;
    }

    static byte[] cardId() {
        return HEX.parseHex("C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF");
    }
}
