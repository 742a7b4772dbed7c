package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.TraceEvent;
import org.tokentwin.emulator.trace.WaitingEvents;

/** A transcript ends no program, whoever reads it or does not. */
class TraceFileTest {
    @TempDir
    private Path directory;

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    private void call(int times) {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        for (int i = 0; i < times; i++) {
            application.findObjectsInit(session, List.of(Attribute.of(Cka.CKA_ID, new byte[100])));
            application.findObjectsFinal(session);
        }
    }

    @Test
    void fileThatWasThere_isItsOwnersOnlyFromThenOn() throws IOException {
        Path file = Files.writeString(directory.resolve("trace"), "before\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (Listening _ = TraceFile.begin(file, emulator, notices::add)) {
            call(1);
            assertThat(file).content().startsWith("before\n").contains("C_FindObjectsFinal");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(notices).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isSaidOnceAndStopsNobody() {
        try (Listening _ = TraceFile.begin(Path.of("/dev/full"), emulator, notices::add)) {
            call(20);
        }
        assertThat(notices).singleElement().asString().contains("/dev/full", "cannot be written");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipeThatNobodyReads_stopsNobody() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Listening listening = TraceFile.begin(pipe, emulator, notices::add);
        call(500); // ends
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try {
                Files.readString(pipe);
            } catch (IOException e) {
                notices.add(e.toString());
            }
        });
        listening.close();
        reader.join();
        assertThat(notices).isEmpty();
    }

    @Test
    void eventsThatNobodyTakes_areBoundedByWhatTheyHold() throws InterruptedException {
        WaitingEvents waiting = new WaitingEvents();
        TraceEvent event =
                new TraceEvent("now", 1, "C_Sign", Map.of("a", "x".repeat(1 << 20)), "CKR_OK", "", 0, 0, List.of());
        assertThat(event.arguments().get("a")).hasSizeLessThan(5000).endsWith("[1048576 characters]");
        for (int i = 0; i < 10_000; i++) {
            waiting.offer(event);
        }
        waiting.close();
        assertThat(waiting.take()).hasSizeBetween(100, 5000);
        assertThat(waiting.take()).isEmpty();
    }
}
