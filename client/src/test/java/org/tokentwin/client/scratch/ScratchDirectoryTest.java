package org.tokentwin.client.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a process leaves that was killed, the next one clears, and nothing that is not certainly such. */
@EnabledOnOs(OS.LINUX)
class ScratchDirectoryTest {
    private static final String PREFIX =
            "tokentwin-scratch-test-" + ProcessHandle.current().pid() + "-";

    private final List<Path> made = new ArrayList<>();

    @AfterEach
    void delete() throws IOException {
        for (Path each : made) {
            if (Files.isSymbolicLink(each)) {
                Files.delete(each);
            } else {
                ScratchDirectory.delete(each);
            }
        }
    }

    @Test
    void nextDirectory_clearsWhatDeadProcessesLeftAndNothingElse() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        try (ScratchDirectory own = ScratchDirectory.create(PREFIX)) {
            String mark = Files.readString(own.path().resolve(ScratchDirectory.MARK));
            List<String> lines = mark.lines().toList();
            String ofTheDead = dead.pid() + "\n" + lines.get(1) + "\n" + lines.get(2) + "\n";
            Path left = directoryWith("dead", ofTheDead);
            Path reused = directoryWith("reused", lines.get(0) + "\n1000000\n" + lines.get(2) + "\n");
            Path precious = directoryWith("precious", mark);
            Files.createSymbolicLink(left.resolve("link"), precious.resolve(ScratchDirectory.MARK));
            List<Path> stay = new ArrayList<>(List.of(
                    own.path(),
                    precious.resolve(ScratchDirectory.MARK),
                    directoryWith("empty", ""),
                    directoryWith("garbage", "one\ntwo\nthree\n"),
                    directoryWith("contained", ofTheDead.replace("pid:[", "pid:[9"))));
            Path open = directoryWith("open", ofTheDead);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            stay.add(open);
            Path link = Files.createSymbolicLink(open.resolveSibling(PREFIX + "link"), left);
            made.add(link);

            try (ScratchDirectory next = ScratchDirectory.create(PREFIX)) {
                assertThat(left).doesNotExist();
                assertThat(reused).doesNotExist();
                assertThat(stay).allSatisfy(each -> assertThat(each).exists());
                assertThat(Files.isSymbolicLink(link)).isTrue();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(next.path())))
                        .isEqualTo("rwx------");
            }
        }
    }

    private Path directoryWith(String name, String mark) throws IOException {
        Path directory = Files.createTempDirectory(PREFIX + name);
        made.add(directory);
        Files.writeString(directory.resolve(ScratchDirectory.MARK), mark);
        return directory;
    }
}
