package org.tokentwin.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.tokentwin.conformance.raw.CkFunction;

/**
 * The distribution's p11-kit-client.so with a fault in one function, compiled from {@code src/test/c/fault.c}. Without a compiler or p11-kit the
 * test is skipped, and fails where the environment variable CI is true.
 */
public record FaultyModule(Path path, Path client) {
    public static FaultyModule in(Path directory) throws IOException, InterruptedException {
        Path client = first(
                "p11-kit-modules",
                "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so",
                "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so",
                "/usr/lib64/pkcs11/p11-kit-client.so");
        Path compiler = first("gcc", "/usr/bin/cc", "/usr/bin/gcc");
        Path module = directory.resolve("fault.so");
        Process compiling = new ProcessBuilder(
                        compiler.toString(), "-shared", "-fPIC", "-o", module.toString(), "src/test/c/fault.c", "-ldl")
                .redirectErrorStream(true)
                .start();
        String said = new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiling.waitFor()).as(said).isZero();
        return new FaultyModule(module, client);
    }

    /** The environment of a process in which the function always has the fault, unless more variables say otherwise: see the C source. */
    public Map<String, String> environment(String fault, CkFunction function) {
        return Map.of(
                "TOKENTWIN_FAULT", fault,
                "TOKENTWIN_FAULT_MODULE", client.toString(),
                "TOKENTWIN_FAULT_INDEX", String.valueOf(function.index()));
    }

    private static Path first(String needed, String... paths) {
        return Stream.of(paths).map(Path::of).filter(Files::exists).findFirst().orElseGet(() -> {
            String message = "install " + needed;
            return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        });
    }
}
