package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.scratch.ScratchDirectory;

/** What a run leaves that was killed, the next run clears, and nothing that is not certainly such. */
@EnabledOnOs(OS.LINUX)
@Tag("devices")
class KilledRunTest {
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void nextRun_clearsWhatAKilledOneLeftAndNothingElse() throws Exception {
        Process killed = runThatWaits("killed");
        Path left = onlyDirectory();
        killed.destroyForcibly().waitFor();
        Process alive = runThatWaits("alive"); // clears it
        Path kept = onlyDirectory();
        assertThat(left).doesNotExist();

        String mark = Files.readString(kept.resolve(ScratchDirectory.MARK));
        String ofTheDead = killed.pid() + mark.substring(mark.indexOf('\n'));
        String ofAnotherStart = mark.lines().toList().get(0) + "\n1000000\n"
                + mark.lines().toList().get(2) + "\n";
        Path dead = directoryWith(RunDirectory.PREFIX + "dead", ofTheDead);
        Path reused = directoryWith(RunDirectory.PREFIX + "reused", ofAnotherStart);
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(dead.resolve("link"), precious);
        Path elsewhere = directoryWith("elsewhere", ofTheDead);
        Path link = Files.createSymbolicLink(directory.resolve(RunDirectory.PREFIX + "link"), elsewhere);
        List<Path> stay = List.of(
                kept,
                precious,
                elsewhere,
                elsewhere.resolve(ScratchDirectory.MARK),
                link,
                directoryWith(RunDirectory.PREFIX + "empty", ""),
                directoryWith(RunDirectory.PREFIX + "garbage", "one\ntwo\nthree\n"),
                directoryWith(RunDirectory.PREFIX + "contained", ofTheDead.replace("pid:[", "pid:[9")),
                directoryWith("tokentwin-other", ofTheDead));
        Path open = directoryWith(RunDirectory.PREFIX + "open", ofTheDead);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("true").waitFor()).isZero();

        assertThat(dead).doesNotExist();
        assertThat(reused).doesNotExist();
        assertThat(stay).allSatisfy(file -> assertThat(file).exists());
        assertThat(open).exists();
        assertThat(alive.isAlive()).isTrue();
    }

    private Path directoryWith(String name, String mark) throws IOException {
        Path made = Files.createDirectory(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(made.resolve(ScratchDirectory.MARK), mark);
        return made;
    }

    private Path onlyDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith(RunDirectory.PREFIX))
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    /** A run whose command is there, and ends with its standard input. */
    private Process runThatWaits(String name) throws Exception {
        Path ready = directory.resolve(name);
        Process process = run("sh", "-c", "touch '" + ready + "'; exec cat");
        while (!Files.exists(ready)) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(10);
        }
        return process;
    }

    private Process run(String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorCommand.class.getName(),
                "run",
                "--test-key",
                "--"));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TOKENTWIN_HOME", directory.resolve("home").toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
