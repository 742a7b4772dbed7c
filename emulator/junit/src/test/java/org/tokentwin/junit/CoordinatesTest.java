package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample project as its users have it: built by Maven on JDK 17, with coordinates only, which a repository in a folder has. Its Maven has a local
 * repository of its own, below {@code target}.
 */
@Tag("devices")
class CoordinatesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path SAMPLE = ROOT.resolve("examples").resolve("junit-any-jdk");
    private static final Path GROUP = Path.of("org", "tokentwin");
    private static final String VERSION = "1.0.0-SNAPSHOT";

    @TempDir
    private Path directory;

    @Test
    void sampleWithCoordinatesOnly_getsItsTokensFromAProcess() throws Exception {
        OldJdk jdk = OldJdk.required();
        publish("tokentwin-parent", ROOT.resolve("pom.xml"));
        jar(publish("tokentwin-junit", Path.of("pom.xml")), Path.of("target", "classes"));
        publishProcess();
        Path project = copyOfSample();

        for (int run = 0; run < 2; run++) { // the second one starts from the archive that the first has made
            assertThat(maven(jdk, project)).contains("Tests run: 17, Failures: 0, Errors: 0, Skipped: 0");
        }
        try (Stream<Path> kept = Files.walk(directory.resolve("cache"))) {
            assertThat(kept.filter(file -> file.toString().endsWith(".aot"))).hasSize(1);
        }
    }

    private void publishProcess() throws IOException {
        Path published = publish("tokentwin-emulator-process", Path.of("..", "process", "pom.xml"));
        Path built = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("tokentwin-emulator-process"))
                .map(Path::of)
                .findFirst()
                .orElse(Path.of("none"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(built).as("packed by mvn verify").isRegularFile();
        }
        assumeThat(Files.isRegularFile(built)).as("packed by mvn verify").isTrue();
        Files.copy(built, published);
    }

    /** Puts a pom into the repository, and returns where its jar belongs. */
    private Path publish(String artifact, Path pom) throws IOException {
        Path place = Files.createDirectories(
                directory.resolve("repository").resolve(GROUP).resolve(artifact).resolve(VERSION));
        Files.copy(pom, place.resolve(artifact + "-" + VERSION + ".pom"));
        return place.resolve(artifact + "-" + VERSION + ".jar");
    }

    private static void jar(Path jar, Path classes) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        assertThat(tool.run(out, out, "cf", jar.toString(), "-C", classes.toString(), "."))
                .as(said::toString)
                .isZero();
    }

    private Path copyOfSample() throws IOException {
        Path project = directory.resolve("project");
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(SAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path pom = project.resolve("pom.xml");
        String repository = "<repositories><repository><id>folder</id><url>"
                + directory.resolve("repository").toUri() + "</url></repository></repositories></project>";
        Files.writeString(pom, Files.readString(pom).replace("</project>", repository));
        return project;
    }

    private String maven(OldJdk jdk, Path project) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "mvn",
                "-B",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local="
                        + Path.of("target", "repository-of-sample").toAbsolutePath(),
                "-U",
                "clean",
                "test"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        builder.environment().put("TOKENTWIN_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
