package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A user's program in a directory, compiled by javac with all its warnings as errors.
 *
 * @param libraries what it has on its path
 */
record UsersProgram(Path directory, List<Path> libraries) {
    private static final ToolProvider JAVAC = ToolProvider.findFirst("javac").orElseThrow();

    UsersProgram with(String file, String source) throws IOException {
        Path place = directory.resolve("source").resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, source);
        return this;
    }

    /** Returns what javac says: nothing, where it has nothing against the program. */
    String compiled(String pathOption) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xlint:all", "-Werror", "-d", classes().toString(), pathOption, PublishedJars.path(libraries)));
        try (Stream<Path> sources = Files.walk(directory.resolve("source"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = JAVAC.run(out, out, arguments.toArray(String[]::new));
        assertThat(status == 0).as(said::toString).isEqualTo(said.toString().isEmpty());
        return said.toString();
    }

    /** Runs a class of it on the module path, without any --add-opens, and returns what it prints. */
    String run(String natives, String... module) throws IOException, InterruptedException {
        List<Path> path = new ArrayList<>(libraries);
        path.add(classes());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--illegal-native-access=deny",
                "--enable-native-access=" + natives,
                "--module-path",
                PublishedJars.path(path)));
        command.addAll(List.of(module));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    Path classes() {
        return directory.resolve("classes");
    }
}
