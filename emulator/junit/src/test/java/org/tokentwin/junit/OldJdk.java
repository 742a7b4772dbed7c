package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JDK 17. */
record OldJdk(Path home) {
    /** Skips the test where there is none, and fails it in continuous integration. */
    static OldJdk required() {
        Optional<Path> found = candidates()
                .filter(home -> Files.isExecutable(home.resolve("bin/javac")) && isOf17(home))
                .findFirst();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("a JDK 17 in JAVA17_HOME or /usr/lib/jvm").isPresent();
        }
        assumeThat(found).as("a JDK 17 in JAVA17_HOME or /usr/lib/jvm").isPresent();
        return new OldJdk(found.orElseThrow());
    }

    private static Stream<Path> candidates() {
        Stream<Path> named = Optional.ofNullable(System.getenv("JAVA17_HOME")).map(Path::of).stream();
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            return Stream.concat(named, installed.toList().stream());
        } catch (IOException e) {
            return named;
        }
    }

    private static boolean isOf17(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17.");
        } catch (IOException e) {
            return false;
        }
    }

    /** The class path of the emulator: that of this JVM. */
    static String emulator() {
        return System.getProperty("java.class.path");
    }

    static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** Compiles a project's sources and tests, without a warning. */
    void compile(Path project, Path into, List<Path> classPath) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/javac").toString(),
                "--release",
                "17",
                "-Xlint:all,-classfile,-processing",
                "-Werror",
                "-proc:none",
                "-d",
                into.toString(),
                "-cp",
                join(classPath)));
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        String said = run(command, 0);
        assertThat(said).isEmpty();
    }

    /** Runs a program, and returns what it says. */
    String run(List<Path> classPath, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        return run(java(classPath, flags, arguments), 0);
    }

    /** Likewise, a program that is to end with status 1. */
    String runFailing(List<Path> classPath, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        return run(java(classPath, flags, arguments), 1);
    }

    private List<String> java(List<Path> classPath, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", join(classPath)));
        command.addAll(arguments);
        return command;
    }

    private static String run(List<String> command, int status) throws IOException, InterruptedException {
        Path output = Files.createTempFile("any-jdk", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("TOKENTWIN_JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroy();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(status);
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
