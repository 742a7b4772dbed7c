package org.tokentwin.emulator.card.jcardsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javacard.framework.JCSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;

class JcardsimCardTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ATR = {0x3B, 0x00};
    private static final String NEW_KEY = "B60E840180800102810201008602000" + "1";
    private static final String SIGN_WITH_IT = "800144840180";

    @Test
    void newCard_isInPersonalisation() {
        Card card = new JcardsimCard(ATR);

        assertThat(ask(card, 0xCA, 0xDF47, "")).isEqualTo("03");
        assertThat(card.atr()).isEqualTo(ATR);
    }

    @Test
    void seededCards_makeTheSameAndOthersDoNot() {
        Card one = JcardsimCard.seeded(ATR, new byte[] {1});
        Card same = JcardsimCard.seeded(ATR, new byte[] {1});
        Card other = JcardsimCard.seeded(ATR, new byte[] {2});
        Card system = new JcardsimCard(ATR);

        String made = madeAtRandom(one);

        assertThat(madeAtRandom(same)).isEqualTo(made);
        assertThat(madeAtRandom(other)).isNotEqualTo(made);
        assertThat(madeAtRandom(system)).isNotEqualTo(made);
    }

    @Test
    void seededCard_doesNotRepeatItself() {
        Card card = JcardsimCard.seeded(ATR, new byte[] {1});

        assertThat(ask(card, 0x84, 0, "")).isNotEqualTo(ask(card, 0x84, 0, ""));
    }

    /** Random numbers, a key pair and a signature. */
    private static String madeAtRandom(Card card) {
        String random = ask(card, 0x84, 0, "");
        String key = ask(card, 0x47, 0, NEW_KEY);
        ask(card, 0x22, 0x41B6, SIGN_WITH_IT);
        return random + key + ask(card, 0x2A, 0x9E9A, "00".repeat(32));
    }

    @Test
    void randomNumbers_differBetweenCards() {
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            assertThat(seen.add(ask(new JcardsimCard(ATR), 0x84, 0, ""))).isTrue();
        }
    }

    @Test
    void manyCardsOnManyThreads_doNotMeet() throws InterruptedException, ExecutionException {
        Callable<Set<String>> work = () -> {
            Set<String> made = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                Card card = new JcardsimCard(ATR);
                String id = HEX.formatHex(new byte[] {(byte) i}).repeat(16);
                ask(card, 0xDA, 0xDF52, id);
                made.add(madeAtRandom(card));
                assertThat(ask(card, 0xA4, 0x0000, "0201")).contains("83020201");
                assertThat(ask(card, 0xB0, 0, "")).isEqualTo(id);
            }
            return made;
        };
        Set<String> all = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Set<String>> each : threads.invokeAll(Collections.nCopies(4, work))) {
                all.addAll(each.get());
            }
        }

        assertThat(all).hasSize(40);
    }

    @Test
    void oneCardOnManyThreads_answersOneCommandAtATime() throws InterruptedException, ExecutionException {
        Card card = new JcardsimCard(ATR);
        Callable<Void> work = () -> {
            CardChannel channel = CardChannel.open(card).orElseThrow();
            String reference = HEX.toHexDigits((byte) (0x80 + channel.number()));
            ask(channel, 0x47, 0, "B60E8401" + reference + "80010281020100" + "86020001");
            for (int i = 0; i < 20; i++) {
                ask(channel, 0x22, 0x41B6, "8001448401" + reference);
                assertThat(ask(channel, 0x2A, 0x9E9A, "00".repeat(32))).hasSize(128);
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(8, work))) {
                each.get();
            }
        }
    }

    @Test
    @Tag("devices")
    void transientMemory_holdsNoArrayThatNobodyElseHolds() {
        WeakTransientMemory memory = new WeakTransientMemory();
        byte[] kept = memory.makeByteArray(8, JCSystem.CLEAR_ON_RESET);
        kept[0] = 1;
        assertThat(memory.isTransient(kept)).isEqualTo(JCSystem.CLEAR_ON_RESET);
        assertThat(memory.isTransient(new byte[8])).isEqualTo(JCSystem.NOT_A_TRANSIENT_OBJECT);

        // Of 64 GiB in all, which no heap here has room for.
        IntStream.range(0, 1 << 16).forEach(i -> memory.makeByteArray(1 << 20, JCSystem.CLEAR_ON_DESELECT));

        memory.clearOnReset();
        assertThat(kept[0]).isZero();
    }

    @Test
    void everyComputation_isSilent() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exercise.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).isEmpty();
    }

    /** Uses the card in all the ways in which jCardSim computes; runs in a process of its own. */
    static final class Exercise {
        private Exercise() {}

        public static void main(String[] arguments) {
            Card card = new JcardsimCard(ATR);
            madeAtRandom(card);
            ask(card, 0x47, 0, "B60E84018180010181020400" + "86020003");
            for (int algorithm : List.of(0x42, 0x52, 0x45)) {
                ask(card, 0x22, 0x41B6, "8001" + HEX.toHexDigits((byte) algorithm) + "840181");
                ask(card, 0x2A, 0x9E9A, "00".repeat(algorithm == 0x52 ? 48 : 32));
            }
            ask(card, 0x22, 0x41B8, "80010F840181");
            ask(card, 0x2A, 0x8086, "81" + "00".repeat(128));
            ask(card, 0x47, 0, "B60E84018280010281020100" + "86020004");
            String point = ask(card, 0x47, 0, "B60E84018380010281020100" + "86020004");
            ask(card, 0x22, 0x41B8, "840182");
            ask(card, 0x2A, 0x8086, "00" + point.substring(point.length() - 130));
            card.reset();
        }
    }

    private static String ask(Card card, int ins, int parameters, String data) {
        return ask(CardChannel.basic(card), ins, parameters, data);
    }

    private static String ask(CardChannel channel, int ins, int parameters, String data) {
        int le = ins == 0xB0 || ins == 0x84 ? 16 : 256;
        ResponseApdu response =
                channel.transmit(new CommandApdu(ins, parameters >> 8, parameters & 0xFF, HEX.parseHex(data), le));
        if (!response.isOk()) {
            throw new AssertionError("answered " + Integer.toHexString(response.sw()) + " to " + ins);
        }
        return HEX.formatHex(response.data());
    }
}
