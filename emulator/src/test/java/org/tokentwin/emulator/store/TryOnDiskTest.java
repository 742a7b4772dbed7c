package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;

/** A try is on the disk before the PIN is compared, and what cannot be written does not depend on whether the PIN is right. */
class TryOnDiskTest {
    private static final String NAME = "mine";
    private static final String WRONG = "Wrong1!pin";
    private static final int TRIES = 15;
    private static final byte[] MEMORY_FAILURE = {0x65, (byte) 0x81};

    /** The commands that compare a PIN. */
    enum Comparison {
        VERIFY {
            @Override
            byte[] command(String pin) {
                return apdu(0x20, 0x11, pin.getBytes(StandardCharsets.US_ASCII));
            }
        },
        CHANGE {
            @Override
            byte[] command(String pin) {
                return halves(0x24, 0x11, pin, "Other2!pin");
            }
        },
        RESET {
            @Override
            byte[] command(String pin) {
                return halves(0x2C, 0x11, pin, "Other2!pin");
            }
        };

        abstract byte[] command(String pin);

        private static byte[] halves(int ins, int p2, String first, String second) {
            int half = Math.max(first.length(), second.length());
            byte[] both = new byte[2 * half];
            System.arraycopy(first.getBytes(StandardCharsets.US_ASCII), 0, both, 0, first.length());
            System.arraycopy(second.getBytes(StandardCharsets.US_ASCII), 0, both, half, second.length());
            return apdu(ins, p2, both);
        }

        private static byte[] apdu(int ins, int p2, byte[] data) {
            byte[] command =
                    Arrays.copyOf(new byte[] {0, (byte) ins, 0, (byte) p2, (byte) data.length}, 5 + data.length);
            System.arraycopy(data, 0, command, 5, data.length);
            return command;
        }

        String right(EmulatedToken token) {
            return new String(
                    this == RESET ? token.issued().soPin().orElseThrow().chars() : token.pin());
        }

        int triesLeft(Card card) {
            int tag = this == RESET ? 0x42 : 0x41;
            return card.transmit(new byte[] {0, (byte) 0xCA, (byte) 0xDF, (byte) tag, 0})[1];
        }
    }

    @TempDir
    private Path directory;

    private TokenHome home;
    private Path next;

    @BeforeEach
    void createToken() {
        home = new TokenHome(directory);
        KeptToken.create(
                home,
                NAME,
                EmulatedToken.order()
                        .profile("safenet-etoken-5110")
                        .withTestKey()
                        .issue(),
                Optional.empty());
        next = home.tokenDirectory(NAME).resolve(KeptToken.IMAGE + ".next");
    }

    @ParameterizedTest
    @EnumSource
    void diskIsFull_rightAndWrongPinAreAnsweredAlikeAndNothingIsCompared(Comparison comparison) throws IOException {
        block();
        assertThat(answer(comparison, true)).isEqualTo(MEMORY_FAILURE);
        assertThat(answer(comparison, false)).isEqualTo(MEMORY_FAILURE);
        unblock();

        assertThat(triesLeft(comparison)).isEqualTo(TRIES);
        assertThat(isRight(comparison)).as("the PIN is what it was").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void diskIsFullAfterTheComparison_rightAndWrongPinAreAnsweredAlikeAndATryIsLost(Comparison comparison)
            throws IOException {
        for (boolean right : new boolean[] {true, false}) {
            int before = triesLeft(comparison);
            try (Card card = kept(this::block)) {
                assertThat(card.transmit(comparison.command(pin(comparison, right))))
                        .isEqualTo(MEMORY_FAILURE);
            }
            unblock();
            assertThat(triesLeft(comparison)).isEqualTo(before - 1);
        }
        assertThat(isRight(comparison)).as("the PIN is what it was").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void processKilledAfterTheComparison_hasLostTheTry(Comparison comparison) {
        for (boolean right : new boolean[] {true, false}) {
            int before = triesLeft(comparison);
            try (Card card = kept(() -> {
                throw new Killed();
            })) {
                assertThatThrownBy(() -> card.transmit(comparison.command(pin(comparison, right))))
                        .isInstanceOf(Killed.class);
            }
            assertThat(triesLeft(comparison)).isEqualTo(before - 1);
        }
    }

    @Test
    void rightPin_givesTheTriesBackOnTheDisk() {
        assertThat(answer(Comparison.VERIFY, false)).isEqualTo(new byte[] {0x63, (byte) 0xCE});
        assertThat(triesLeft(Comparison.VERIFY)).isEqualTo(TRIES - 1);
        assertThat(isRight(Comparison.VERIFY)).isTrue();
        assertThat(triesLeft(Comparison.VERIFY)).isEqualTo(TRIES);
    }

    private String pin(Comparison comparison, boolean right) {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return right ? comparison.right(kept.token()) : WRONG;
        }
    }

    private byte[] answer(Comparison comparison, boolean right) {
        byte[] command = comparison.command(pin(comparison, right));
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return kept.token().card().transmit(command);
        }
    }

    private boolean isRight(Comparison comparison) {
        return Arrays.equals(answer(comparison, true), new byte[] {(byte) 0x90, 0x00});
    }

    private int triesLeft(Comparison comparison) {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return comparison.triesLeft(kept.token().card());
        }
    }

    /** @param afterCommand what happens when the card has carried a command out, and the store has not written what came of it */
    private Card kept(Runnable afterCommand) {
        var issued = KeptToken.describe(home, NAME);
        ImageFile image = new ImageFile(home.tokenDirectory(NAME).resolve(KeptToken.IMAGE), issued.serial());
        byte[] atr = issued.profile().atr().bytes();
        return new KeptCard(
                memory -> new Interrupted(JcardsimCard.restored(atr, memory), afterCommand), image, image.read());
    }

    private record Interrupted(PersistentCard card, Runnable afterCommand) implements PersistentCard {
        @Override
        public byte[] transmit(byte[] command) {
            byte[] response = card.transmit(command);
            afterCommand.run();
            return response;
        }

        @Override
        public byte[] memory() {
            return card.memory();
        }

        @Override
        public void keepTriesWith(BooleanSupplier keeper) {
            card.keepTriesWith(keeper);
        }

        @Override
        public byte[] atr() {
            return card.atr();
        }

        @Override
        public void reset() {
            card.reset();
        }

        @Override
        public void restoreTries() {
            card.restoreTries();
        }

        @Override
        public void close() {
            card.close();
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A directory with something in it can be neither deleted nor written over, whoever the user is. */
    private void block() {
        try {
            Files.createDirectories(next.resolve("something"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unblock() throws IOException {
        Files.delete(next.resolve("something"));
        Files.delete(next);
    }
}
