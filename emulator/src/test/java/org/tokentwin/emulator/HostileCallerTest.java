package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The C ABI from a C program of our own, {@code hostile-caller.c}. {@code -Dtokentwin.abi.calls=1000000} for longer. */
@Tag("devices")
class HostileCallerTest {
    private static final String CALLS = System.getProperty("tokentwin.abi.calls", "20000");
    private static final String CALLS_UNDER_SANITIZER = System.getProperty("tokentwin.abi.calls", "3000");
    private static final String SEED = System.getProperty("tokentwin.abi.seed", "7");

    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";

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

    /** The C program and the shim are instrumented, the JVM's code is not: what that one reads and writes, the pages show. */
    @Test
    void callsOfAllFunctions_areCleanUnderAddressSanitizer() throws Exception {
        Ended ended = underAddressSanitizer(CALLS_UNDER_SANITIZER);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain("AddressSanitizer");
    }

    /** The C program reads a byte behind a block of its own. */
    @Test
    void readBehindABlock_isWhatAddressSanitizerReports() throws Exception {
        assertThat(underAddressSanitizer("-2").output()).contains("AddressSanitizer: heap-buffer-overflow");
    }

    private Ended hostileCalls(String calls) throws IOException, InterruptedException {
        return run(caller(compiled("hostile-caller.c", List.of("-O1", "-ldl")), calls, ""), Map.of());
    }

    private Ended underAddressSanitizer(String calls) throws IOException, InterruptedException {
        List<String> options = List.of("-O1", "-g", "-fsanitize=address", "-ldl");
        Path runtime = sanitizerRuntime();
        Path shim = compiled(
                "shim.c",
                List.of(
                        "../../main/native/shim.c",
                        "../../main/native/remote.c",
                        "../../main/native/marshal.c",
                        "../../main/native/spy.c"),
                options);
        Path place =
                directory.resolve("org/tokentwin/emulator/native/Linux/" + ARCHITECTURE + "/libtokentwin-pkcs11.so");
        Files.createDirectories(place.resolveSibling("."));
        Files.move(shim, place);
        return run(
                caller(compiled("hostile-caller.c", options), calls, directory + File.pathSeparator),
                Map.of("LD_PRELOAD", runtime.toString(), "ASAN_OPTIONS", "handle_segv=0:detect_leaks=0"));
    }

    private Path sanitizerRuntime() throws IOException, InterruptedException {
        Ended asked = run(List.of(gcc(), "-print-file-name=libasan.so"), Map.of());
        return RequiredProgram.anyOf("libasan8", asked.output().strip());
    }

    private static String gcc() {
        return RequiredProgram.anyOf("gcc", "/usr/bin/gcc").toString();
    }

    private Path compiled(String source, List<String> options) throws IOException, InterruptedException {
        return compiled(source, List.of(source), options);
    }

    private Path compiled(String name, List<String> sources, List<String> options)
            throws IOException, InterruptedException {
        Path library = directory.resolve("lib" + name + ".so");
        List<String> command = new ArrayList<>(List.of(
                gcc(),
                "-std=gnu11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fPIC",
                "-shared",
                "-Isrc/main/native",
                "-o",
                library.toString()));
        sources.forEach(source -> command.add("src/test/native/" + source));
        command.addAll(options);
        Ended compiled = run(command, Map.of());
        assertThat(compiled.status()).as(compiled.output()).isZero();
        return library;
    }

    private List<String> caller(Path library, String calls, String firstOnClassPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve("crash.log"),
                "-cp",
                firstOnClassPath + System.getProperty("java.class.path"),
                HostileCaller.class.getName(),
                library.toString(),
                calls,
                SEED);
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
