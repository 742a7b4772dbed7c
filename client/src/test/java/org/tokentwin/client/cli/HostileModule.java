package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The module of {@code src/test/c/hostile.c}, and the client on it in a process of its own. */
record HostileModule(Path path) {
    private static final Path GCC = Path.of("/usr/bin/gcc");

    /** How a run of the client ended. */
    record Ended(int status, String out, String err) {}

    /** Compiles it. */
    static HostileModule in(Path directory) throws IOException, InterruptedException {
        boolean isThere = Files.isExecutable(GCC);
        assertThat(isThere || System.getenv("CI") == null).as("gcc is there").isTrue();
        assumeTrue(isThere, "gcc is missing");
        Path module = directory.resolve("hostile.so");
        Process gcc = new ProcessBuilder(
                        GCC.toString(),
                        "-std=gnu11",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-fPIC",
                        "-shared",
                        "-I" + Path.of("..", "emulator", "src", "main", "native"),
                        "-o",
                        module.toString(),
                        Path.of("src", "test", "c", "hostile.c").toString())
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).isZero();
        return new HostileModule(module);
    }

    /** Runs the client, while the module does what the variable says. */
    Ended run(String variable, String value, String... arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(path.getParent(), "run");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int status = builder(Map.of(variable, value), arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    /** The client with its temporary files beside the module. */
    ProcessBuilder builder(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + path.getParent(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ClientCommand.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--module", path.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("PKCS11_MODULE_PATH");
        builder.environment().putAll(environment);
        return builder;
    }
}
