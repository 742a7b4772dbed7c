package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;

/** What cannot be written is not answered as if it were. */
class UnwritableImageTest {
    private static final String NAME = "mine";
    private static final int MEMORY_FAILURE = 0x6581;

    @TempDir
    private Path directory;

    private TokenHome home;

    @BeforeEach
    void createToken() {
        home = new TokenHome(directory.resolve("home"));
    }

    private void create() {
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
    }

    @Test
    void imageThatCannotBeWritten_takesTheCardOutOfUse() throws IOException {
        create();
        Path next = home.tokenDirectory(NAME).resolve(KeptToken.IMAGE + ".next");
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            blockWith(next);

            assertThat(wrongPin(kept).sw()).isEqualTo(MEMORY_FAILURE);
            assertThat(triesLeftOrFailure(kept)).isEqualTo(MEMORY_FAILURE);
            unblock(next);
            assertThat(triesLeftOrFailure(kept)).as("until it is reset").isEqualTo(MEMORY_FAILURE);
            kept.token().card().reset();
            assertThat(triesLeft(kept)).as("with what is on the disk").isEqualTo(15);
        }
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThat(triesLeft(kept)).isEqualTo(15);
            assertThat(wrongPin(kept).sw()).isEqualTo(0x63CE);
        }
    }

    /** A directory with something in it can be neither deleted nor written over, whoever the user is. */
    private static void blockWith(Path next) throws IOException {
        Files.createDirectories(next.resolve("something"));
    }

    private static void unblock(Path next) throws IOException {
        Files.delete(next.resolve("something"));
        Files.delete(next);
    }

    @Test
    void fullDisk_losesNothing() throws IOException, InterruptedException {
        Path small = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", small.toString()) == 0,
                "mounting a small file system takes root");
        try {
            home = new TokenHome(small.resolve("home"));
            create();
            try (KeptToken kept = KeptToken.open(home, NAME)) {
                assertThat(wrongPin(kept).sw()).isEqualTo(0x63CE);
                byte[] image = Files.readAllBytes(image());
                fill(small.resolve("filler"));
                assertThat(wrongPin(kept).sw()).isEqualTo(MEMORY_FAILURE);
                assertThat(image()).hasBinaryContent(image);
                assertThat(image().resolveSibling(KeptToken.IMAGE + ".previous"))
                        .exists();
            }
            Files.delete(small.resolve("filler"));
            try (KeptToken kept = KeptToken.open(home, NAME)) {
                assertThat(triesLeft(kept)).isEqualTo(14);
            }
        } finally {
            run("umount", small.toString());
        }
    }

    private Path image() {
        return home.tokenDirectory(NAME).resolve(KeptToken.IMAGE);
    }

    private static void fill(Path file) {
        assertThatThrownBy(() -> Files.write(file, new byte[1 << 20])).isInstanceOf(IOException.class);
    }

    @Test
    void directoryReadOnly_isRefusedAtTheOpening() throws IOException, InterruptedException {
        Path readOnly = Files.createDirectory(directory.resolve("read-only"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", readOnly.toString()) == 0,
                "mounting a file system takes root");
        try {
            home = new TokenHome(readOnly.resolve("home"));
            create();
            assertThat(run("mount", "-o", "remount,ro", readOnly.toString())).isZero();

            assertThatThrownBy(() -> KeptToken.open(home, NAME))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(home.tokenDirectory(NAME).toString());
        } finally {
            run("umount", readOnly.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return -1; // there is no such program
        }
        return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    private static ResponseApdu wrongPin(KeptToken kept) {
        byte[] pin = "Wrong1!pin".getBytes(StandardCharsets.US_ASCII);
        return CardChannel.basic(kept.token().card()).transmit(new CommandApdu(0x20, 0, 0x11, pin, 0));
    }

    private static int triesLeftOrFailure(KeptToken kept) {
        return CardChannel.basic(kept.token().card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .sw();
    }

    private static int triesLeft(KeptToken kept) {
        return CardChannel.basic(kept.token().card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
