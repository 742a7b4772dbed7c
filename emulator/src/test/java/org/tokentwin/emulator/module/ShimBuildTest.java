package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shims that the jar carries are what {@code build.sh} makes of the source. Where Debian 12's compilers are missing this cannot be told
 * and the tests are skipped, except in continuous integration ({@code CI=true}), where they must be there.
 */
@Tag("devices")
class ShimBuildTest {
    /** The version to which the bytes belong. */
    private static final String COMPILER = "12.2.0";

    private static final Path SOURCE = Path.of("src/main/native");
    private static final Path BUNDLED = Path.of("src/main/resources/org/tokentwin/emulator/native");

    @TempDir
    Path directory;

    @Test
    void rebuiltShims_areTheBundledOnesByteForByte() throws Exception {
        requireCompiler("x86_64-linux-gnu-gcc");
        requireCompiler("aarch64-linux-gnu-gcc");
        assertThat(run("sh", SOURCE.resolve("build.sh").toString(), directory.toString()))
                .isEmpty();
        for (String arch : new String[] {"x86_64", "aarch64"}) {
            Path shim = Path.of("Linux", arch, "libtokentwin-pkcs11.so");
            assertThat(directory.resolve(shim)).hasSameBinaryContentAs(BUNDLED.resolve(shim));
        }
    }

    /** Windows' layout of the function list, checked by a compiler that pretends. */
    @ParameterizedTest
    @ValueSource(strings = {"x86_64-linux-gnu-gcc", "aarch64-linux-gnu-gcc"})
    void functionListOnWindows_isPacked(String compiler) throws Exception {
        requireCompiler(compiler);
        assertThat(run(
                        compiler,
                        "-std=c11",
                        "-fsyntax-only",
                        "-D_WIN32",
                        "-D__declspec(x)=",
                        "-include",
                        SOURCE.resolve("shim.c").toString(),
                        "-x",
                        "c",
                        "src/test/native/windows-layout.c"))
                .isEmpty();
    }

    private static void requireCompiler(String compiler) throws InterruptedException {
        String version = version(compiler);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(version).as(compiler).isEqualTo(COMPILER);
        }
        assumeThat(version).as(compiler + ", which Debian 12 has").isEqualTo(COMPILER);
    }

    private static String version(String compiler) throws InterruptedException {
        try {
            return run(compiler, "-dumpfullversion").strip();
        } catch (IOException e) {
            return "not installed";
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
