package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A release of these sources, built in a copy of them that has never been built, in another directory and another time zone, and deployed to
 * a directory.
 */
record ReleaseBuild(Path sources, Path repository) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".idea");

    static ReleaseBuild in(Path directory) throws IOException, InterruptedException {
        Path sources = directory.resolve("sources");
        Path repository = directory.resolve("repository");
        copy(ROOT, sources);
        List<String> arguments = List.of(
                "-q",
                "-Prelease",
                "-Dmaven.test.skip=true",
                "-DaltDeploymentRepository=directory::" + repository.toUri(),
                "--projects=!benchmarks", // which no repository gets
                "deploy");
        maven(sources, Map.of("TZ", "Asia/Hong_Kong"), arguments);
        return new ReleaseBuild(sources, repository);
    }

    /** The jars that any build makes, be it a release or not. */
    List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(
                            file -> file.toString().matches(".*/target/tokentwin-[^/]+(?<!-sources|-javadoc)\\.jar"))
                    .toList();
        }
    }

    /** Runs Maven, and returns what it says. */
    static String maven(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        command.addAll(arguments);
        Path output = Files.createTempFile("maven", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroy();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            Files.delete(output);
        }
    }

    static Path jdk17() throws IOException {
        String named = System.getenv("JAVA17_HOME");
        try (Stream<Path> installed = named == null ? Files.list(Path.of("/usr/lib/jvm")) : Stream.of(Path.of(named))) {
            return installed
                    .filter(home -> home.getFileName().toString().contains("17")
                            && Files.isExecutable(home.resolve("bin/javac")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("a JDK 17 in JAVA17_HOME or /usr/lib/jvm"));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_COPIED.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The files of an artifact, by what follows name and version in their names, such as {@code -sources.jar}. */
    List<String> filesOf(String artifact) {
        Path directory = repository.resolve("org/tokentwin").resolve(artifact);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(artifact))
                    .map(name -> name.replaceFirst(artifact + "-[0-9.]+(-[0-9.]+-[0-9]+)?", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path pomOf(String artifact) throws IOException {
        try (Stream<Path> files = Files.walk(repository.resolve("org/tokentwin").resolve(artifact))) {
            return files.filter(file -> file.toString().endsWith(".pom"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
