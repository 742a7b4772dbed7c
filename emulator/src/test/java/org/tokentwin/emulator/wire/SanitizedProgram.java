package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Programs and libraries in C that are compiled with AddressSanitizer and UndefinedBehaviorSanitizer. */
final class SanitizedProgram {
    private SanitizedProgram() {}

    /** @param more options and sources */
    static void compile(Path program, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RequiredProgram.anyOf("gcc", "/usr/bin/gcc").toString(),
                "-std=gnu11",
                "-O1",
                "-g",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fPIC",
                "-fsanitize=address,undefined",
                "-Isrc/main/native",
                "-o",
                program.toString()));
        command.addAll(List.of(more));
        command.addAll(List.of("-ldl", "-lpthread"));
        assertThat(run(command, Map.of())).isEmpty();
    }

    /** Returns what it says. Leaks are not looked for. */
    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("ASAN_OPTIONS", "detect_leaks=0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
