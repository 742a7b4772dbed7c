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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;

/**
 * The shims that the jar carries are what {@code build.sh} makes of the source. Where Debian 12's compilers are missing this cannot be told
 * and the tests are skipped, except in continuous integration ({@code CI=true}), where they must be there.
 */
@Tag("devices")
class ShimBuildTest {
    /** The version to which the bytes belong. */
    private static final String COMPILER = "12.2.0";

    private static final String MISSING = "not installed";
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
            for (String name : new String[] {"libtokentwin-pkcs11.so", "libtokentwin-pkcs11-3.so"}) {
                Path shim = Path.of("Linux", arch, name);
                assertThat(directory.resolve(shim)).hasSameBinaryContentAs(BUNDLED.resolve(shim));
            }
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

    /** It is not run here; but the same source compiles without a warning, and exports every function. */
    @ParameterizedTest
    @CsvSource({"-DCRYPTOKI_2, V2_40", "-DCRYPTOKI_3, V3_2"})
    void libraryForWindows_compilesWithoutAWarning(String define, CryptokiVersion version) throws Exception {
        Path library = directory.resolve("tokentwin-pkcs11.dll");
        requireProgram("x86_64-w64-mingw32-gcc");

        assertThat(run(
                        "x86_64-w64-mingw32-gcc",
                        "-std=c11",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        define,
                        "-shared",
                        "-o",
                        library.toString(),
                        SOURCE.resolve("shim.c").toString(),
                        SOURCE.resolve("remote.c").toString(),
                        SOURCE.resolve("marshal.c").toString(),
                        SOURCE.resolve("spy.c").toString(),
                        "-lws2_32"))
                .isEmpty();
        String exported = run("x86_64-w64-mingw32-objdump", "-p", library.toString());
        for (CryptokiFunction function : CryptokiFunction.of(version)) {
            assertThat(exported).containsPattern("\\b" + function + "\\b");
        }
    }

    private static void requireProgram(String program) throws InterruptedException {
        String version = version(program);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(version).as(program).isNotEqualTo(MISSING);
        }
        assumeThat(version).as(program).isNotEqualTo(MISSING);
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
            return MISSING;
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
