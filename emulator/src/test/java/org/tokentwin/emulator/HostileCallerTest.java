package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The C ABI from a C program of our own, {@code hostile-caller.c}. {@code -Dtokentwin.abi.calls=1000000} for longer. */
class HostileCallerTest {
    private static final String CALLS = System.getProperty("tokentwin.abi.calls", "20000");
    private static final String SEED = System.getProperty("tokentwin.abi.seed", "7");

    @TempDir
    private Path directory;

    @Test
    void callsOfAllFunctions_touchNoMemoryThatWasNotGiven() throws Exception {
        Ended ended = hostileCalls(CALLS);

        assertThat(ended.status()).as(ended.output()).isZero();
    }

    /** The caller lies about a length, and so the module writes beyond the buffer. */
    @Test
    void writeBeyondABuffer_endsTheProcess() throws Exception {
        assertThat(hostileCalls("-1").output()).contains("SIGSEGV");
    }

    private Ended hostileCalls(String calls) throws IOException, InterruptedException {
        Path library = directory.resolve("libhostile-caller.so");
        Path gcc = RequiredProgram.anyOf("gcc", "/usr/bin/gcc");
        Ended compiled = run(List.of(
                gcc.toString(),
                "-std=gnu11",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fPIC",
                "-shared",
                "-Isrc/main/native",
                "-o",
                library.toString(),
                "src/test/native/hostile-caller.c",
                "-ldl"));
        assertThat(compiled.status()).as(compiled.output()).isZero();
        return run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                HostileCaller.class.getName(),
                library.toString(),
                calls,
                SEED));
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
