package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;

/** Several at once on the same names. {@code -Dtokentwin.race.rounds=1000 -Dtokentwin.race.processes=8} for the long run. */
class StoreRaceTest {
    private static final int PROCESSES = Integer.getInteger("tokentwin.race.processes", 3);
    private static final int ROUNDS = Integer.getInteger("tokentwin.race.rounds", 30);
    private static final int THREADS = 4;
    private static final String NAME = "mine";

    @TempDir
    private Path directory;

    @Test
    void tokenThatSeveralCreateAtOnce_isOnesAndWhole() throws InterruptedException {
        TokenHome home = new TokenHome(directory);
        for (int round = 0; round < 5; round++) {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            AtomicInteger created = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    EmulatedToken issued = EmulatedToken.order().withTestKey().issue();
                    await(together);
                    try {
                        KeptToken.create(home, NAME, issued, Optional.empty());
                        created.incrementAndGet();
                    } catch (StoreException e) {
                        assertThat(e).hasMessageStartingWith("There is a token");
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(created).hasValue(1);
            KeptToken.open(home, NAME).close();
            KeptToken.delete(home, NAME);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void processesThatCreateUseServeAndDeleteTheSame_neverDamageAnything() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        Path log = directory.resolve("log");
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RacingProcess.class.getName(),
                            directory.toString(),
                            Integer.toString(i),
                            Integer.toString(ROUNDS))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).as(() -> read(log)).isZero();
        }
        TokenHome home = new TokenHome(directory.resolve("home"));
        for (String name : home.names()) {
            KeptToken.open(home, name).close();
        }
        try (Stream<Path> left = Files.list(home.tokens())) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.matches("one|two|\\.turn"));
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void interruptedThread_leavesTheTokenInUse() {
        TokenHome home = new TokenHome(directory);
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
        byte[] wrongPin = {0, 0x20, 0, 0x11, 4, 'N', 'o', 'p', 'e'};
        try (KeptToken token = KeptToken.open(home, NAME)) {
            Thread.currentThread().interrupt();
            assertThat(token.token().card().transmit(wrongPin)).isEqualTo(new byte[] {0x63, (byte) 0xCE});
            assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
            assertThat(token.token().card().transmit(wrongPin)).isEqualTo(new byte[] {0x63, (byte) 0xCD});
        }
    }
}
