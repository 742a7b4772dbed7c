package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;

/** What the crash test would say of stores that are not as good: it finds each of them. */
@Tag("devices")
class CrashCheckerTest {
    private static final int KILLS_OF_A_SOUND_STORE = 33;

    /** Enough for one at the right moment, however busy the machine is; the spree ends with it. */
    private static final int MOST_KILLS = 1000;

    private static final int VERIFY = 0x20;
    private static final int CHANGE_REFERENCE_DATA = 0x24;
    private static final byte CREATE_FILE = (byte) 0xE0;
    private static final byte DELETE = (byte) 0xE4;

    @TempDir
    private Path directory;

    @Test
    void storeThatWritesBeforeItAnswers_passes() throws IOException, InterruptedException {
        spree((card, image) -> new KeptCard(_ -> card, image, card.memory())).kill(KILLS_OF_A_SOUND_STORE);
    }

    @Test
    void storeThatAnswersBeforeItWrites_isFound() {
        assertFound((card, image) -> new LateCard(card, image, command -> true));
    }

    @Test
    void storeThatForgetsTries_isFound() {
        assertFound((card, image) -> new LateCard(card, image, command -> command[1] == VERIFY));
    }

    @Test
    void storeThatForgetsAChangeOfThePin_isFound() {
        assertFound((card, image) -> new LateCard(card, image, command -> command[1] == CHANGE_REFERENCE_DATA));
    }

    @Test
    void storeThatForgetsFiles_isFound() {
        assertFound((card, image) -> new LateCard(card, image, command -> command[1] == CREATE_FILE));
    }

    @Test
    void storeThatForgetsDeletions_isFound() {
        assertFound((card, image) -> new LateCard(card, image, command -> command[1] == DELETE));
    }

    private void assertFound(BiFunction<PersistentCard, ImageFile, Card> store) {
        KillingSpree spree = spree(store);
        assertThatThrownBy(() -> spree.kill(MOST_KILLS)).isInstanceOf(AssertionError.class);
    }

    private KillingSpree spree(BiFunction<PersistentCard, ImageFile, Card> store) {
        return new KillingSpree(directory, 7, DyingServer.with(store));
    }
}
