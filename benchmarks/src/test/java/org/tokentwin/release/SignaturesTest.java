package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deployed is signed with gpg where a key is named: here with one of this test's own, in a home of its own. */
@Tag("devices")
class SignaturesTest {
    private static final String KEY = "Nobody's test key <nobody@tokentwin.invalid>";

    /** A short name: gpg's agent has a socket in it, whose path is short by the rules of the system. */
    private Path home = Path.of("");

    @BeforeEach
    void makeKey() throws IOException, InterruptedException {
        home = Files.createTempDirectory(
                "gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        gpg("--quick-generate-key", "--passphrase", "", KEY, "ed25519", "sign", "never");
    }

    @AfterEach
    void forgetKey() throws IOException, InterruptedException {
        run(List.of("gpgconf", "--kill", "all"));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void everyFileOfADeployedArtifact_hasASignatureThatGpgAccepts(@TempDir Path directory) throws Exception {
        Path sources = directory.resolve("sources");
        Path repository = directory.resolve("repository");
        ReleaseBuild.copy(ReleaseBuild.ROOT, sources);
        ReleaseBuild.maven(
                sources,
                Map.of("GNUPGHOME", home.toString()),
                List.of(
                        "-q",
                        "-Prelease",
                        "-Dgpg.keyname=" + KEY,
                        "-Dmaven.test.skip=true",
                        "-Dmaven.javadoc.skip=true", // ReleaseTest makes it
                        "-DaltDeploymentRepository=directory::" + repository.toUri(),
                        "--projects=.,cryptoki",
                        "deploy"));

        List<Path> deployed = deployed(repository);
        assertThat(deployed)
                .anyMatch(file -> file.toString().endsWith(".jar"))
                .anyMatch(file -> file.toString().endsWith("-sources.jar"))
                .anyMatch(file -> file.toString().endsWith(".pom"));
        for (Path file : deployed) {
            assertThat(gpg("--verify", file + ".asc", file.toString())).contains("Good signature from \"" + KEY);
        }
        assertChangedFileIsRefused(deployed.getFirst());
    }

    private void assertChangedFileIsRefused(Path file) throws IOException, InterruptedException {
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);

        Process process = start(gpgCommand("--verify", file + ".asc", file.toString()));
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("BAD signature");
        assertThat(process.waitFor()).isNotZero();
    }

    /** The artifacts' files, without their signatures and checksums, and without what belongs to the repository. */
    private static List<Path> deployed(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.toString().matches(".*\\.(jar|pom)"))
                    .toList();
        }
    }

    private String gpg(String... arguments) throws IOException, InterruptedException {
        return run(gpgCommand(arguments));
    }

    private static List<String> gpgCommand(String... arguments) {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty"));
        command.addAll(List.of(arguments));
        return command;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
