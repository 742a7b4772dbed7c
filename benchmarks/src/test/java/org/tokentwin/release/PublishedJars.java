package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that a user's project gets by their coordinates, as the build has packed them before its tests came here. */
final class PublishedJars {
    static final Path CRYPTOKI = in("cryptoki", "tokentwin-cryptoki");
    static final Path EMULATOR = in("emulator/library", "tokentwin-emulator");
    static final Path JUNIT = in("emulator/junit", "tokentwin-junit");
    static final Path CLIENT = in("client", "tokentwin-client");

    private PublishedJars() {}

    static void require() {
        for (Path jar : List.of(CRYPTOKI, EMULATOR, JUNIT, CLIENT)) {
            if ("true".equals(System.getenv("CI"))) {
                assertThat(jar).as("packed by mvn verify").isRegularFile();
            }
            assumeThat(jar).as("packed by mvn verify").isRegularFile();
        }
    }

    /** What the client's pom brings into a project, from others. */
    static List<Path> librariesOfTheClient() throws IOException {
        return entries(Files.readString(ReleaseBuild.ROOT.resolve("client/target/shipped.classpath")))
                .filter(jar -> !jar.toString().contains("cryptoki"))
                .toList();
    }

    /** What a project has of JUnit, from this test's own class path. */
    static List<Path> junit() {
        Pattern junit = Pattern.compile("(junit-|opentest4j|apiguardian).*\\.jar");
        return entries(System.getProperty("java.class.path"))
                .filter(jar -> junit.matcher(jar.getFileName().toString()).matches())
                .toList();
    }

    static String path(List<Path> jars) {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    private static Stream<Path> entries(String classPath) {
        return Arrays.stream(classPath.strip().split(File.pathSeparator, -1)).map(Path::of);
    }

    private static Path in(String module, String artifact) {
        Path target = ReleaseBuild.ROOT.resolve(module).resolve("target");
        Pattern name = Pattern.compile(artifact + "-\\d[^-]*(-SNAPSHOT)?\\.jar");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElse(target.resolve(artifact + ".jar"));
        } catch (IOException e) {
            return target.resolve(artifact + ".jar");
        }
    }
}
