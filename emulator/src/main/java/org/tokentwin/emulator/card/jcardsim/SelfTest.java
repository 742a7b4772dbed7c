package org.tokentwin.emulator.card.jcardsim;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.card.jca.JcaPlatform;
import org.tokentwin.emulator.provider.Cryptography;

/**
 * Sees once in a process that keys and signatures do not repeat themselves. With jCardSim's own random sources on the class path,
 * ahead of those that stand in for them, every key of every card would be the same.
 */
final class SelfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int COORDINATE = 32;

    private SelfTest() {}

    /** @throws IllegalStateException when something repeats itself */
    static void requirePassed() {
        if (!Once.FAILURE.isEmpty()) {
            throw new IllegalStateException(
                    Once.FAILURE + " The emulator's random numbers are broken: is jCardSim's jar on the"
                            + " class path? The emulator brings its classes with it, but for the random sources.");
        }
    }

    /** Holds what came out of the one run. */
    private static final class Once {
        static final String FAILURE = run();
    }

    private static String run() {
        try (Card card = newCard()) {
            CardChannel channel = CardChannel.basic(card);
            byte[] first = generate(channel, "80");
            byte[] second = generate(channel, "81");
            if (Arrays.equals(first, second)) {
                return "Two new key pairs are the same.";
            }
            if (Arrays.equals(signature(channel), signature(channel))) {
                return "Two ECDSA signatures share r.";
            }
            return "";
        } catch (IllegalStateException e) {
            return "The card does not compute: " + e.getMessage() + ".";
        }
    }

    private static Card newCard() {
        SecureRandom random = new SecureRandom();
        return new JcardsimCard(new byte[] {0x3B, 0x00}, random, new JcaPlatform(Cryptography.fastest(), random));
    }

    /** A new volatile P-256 key with this reference, that anybody may sign with. */
    private static byte[] generate(CardChannel channel, String reference) {
        return ask(channel, 0x47, 0x00, 0x00, "B60E8401" + reference + "80010281020100" + "86020001");
    }

    /** The r of a signature with the first key. */
    private static byte[] signature(CardChannel channel) {
        ask(channel, 0x22, 0x41, 0xB6, "800144" + "840180");
        return Arrays.copyOf(ask(channel, 0x2A, 0x9E, 0x9A, "00".repeat(COORDINATE)), COORDINATE);
    }

    private static byte[] ask(CardChannel channel, int ins, int p1, int p2, String data) {
        ResponseApdu response = channel.transmit(new CommandApdu(ins, p1, p2, HEX.parseHex(data), 256));
        if (!response.isOk()) {
            throw new IllegalStateException("it answered " + StatusWord.describe(response.sw()));
        }
        return response.data();
    }
}
