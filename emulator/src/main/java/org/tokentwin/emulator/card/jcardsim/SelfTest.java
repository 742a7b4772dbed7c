package org.tokentwin.emulator.card.jcardsim;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.card.jca.JcaPlatform;
import org.tokentwin.emulator.provider.Cryptography;

/**
 * Sees once in a process that what has to be random does not repeat itself. With jCardSim's own random sources on the class path, ahead of those that stand
 * in for them, every key of every card would be the same.
 */
final class SelfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int COORDINATE = 32;

    private SelfTest() {}

    /**
     * Lets no card into use whose challenges repeat themselves.
     *
     * @throws IllegalStateException when they do
     */
    static void requireRandomness() {
        require(Random.FAILURE);
    }

    /**
     * Lets no private key of a curve come to be where keys or signatures repeat themselves. This takes a hundred times as long, most of it for classes that
     * a token with RSA keys does not load.
     *
     * @throws IllegalStateException when they do
     */
    static void requireCurves() {
        require(Curves.FAILURE);
    }

    private static void require(String failure) {
        if (!failure.isEmpty()) {
            throw new IllegalStateException(
                    failure + " The emulator's random numbers are broken: is jCardSim's jar on the"
                            + " class path? The emulator brings its classes with it, but for the random sources.");
        }
    }

    /** Holds what came out of the one run. */
    private static final class Random {
        static final String FAILURE = run(SelfTest::challenges);
    }

    private static final class Curves {
        static final String FAILURE = onAnotherThread(SelfTest::curves);
    }

    /** A thread carries out one card's command, and another card's goes on meanwhile. */
    private static String onAnotherThread(Function<CardChannel, String> test) {
        return CompletableFuture.supplyAsync(
                        () -> run(test), task -> Thread.ofPlatform().daemon().start(task))
                .join();
    }

    private static String run(Function<CardChannel, String> test) {
        SecureRandom random = new SecureRandom();
        Platform platform = new JcaPlatform(Cryptography.fastest(), random, () -> {});
        try (Card card = new JcardsimCard(new byte[] {0x3B, 0x00}, random, platform)) {
            return test.apply(CardChannel.basic(card));
        } catch (IllegalStateException e) {
            return "The card does not compute: " + e.getMessage() + ".";
        }
    }

    private static String challenges(CardChannel channel) {
        return Arrays.equals(challenge(channel), challenge(channel)) ? "Two challenges are the same." : "";
    }

    private static byte[] challenge(CardChannel channel) {
        return ask(channel, 0x84, 0x00, 0x00, "");
    }

    private static String curves(CardChannel channel) {
        if (Arrays.equals(generate(channel, "80"), generate(channel, "81"))) {
            return "Two new key pairs are the same.";
        }
        return Arrays.equals(signature(channel), signature(channel)) ? "Two ECDSA signatures share r." : "";
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
