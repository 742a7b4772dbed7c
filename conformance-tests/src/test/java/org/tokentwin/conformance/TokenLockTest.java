package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLockTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String SERIAL = "0123";
    private static final String LENT = "lent and taken again";

    @TempDir
    private Path directory;

    /** As openCryptoki does it: a run with its module ended before the first case. */
    @Test
    void lockWhoseDescriptorTheModuleClosed_isLent() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InAProcessOfItsOwn.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.strip()).isEqualTo(LENT);
        assertThat(process.waitFor()).isZero();
    }

    /** Where no other thread opens a file that gets the number of the descriptor. */
    static final class InAProcessOfItsOwn {
        private InAProcessOfItsOwn() {}

        public static void main(String[] arguments) throws Throwable {
            Path directory = Path.of(arguments[0]);
            TokenLock.take(directory, SERIAL, OptionalLong.empty());
            MethodHandle close = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("close"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int closed = (int) close.invokeExact(descriptorOf(directory.resolve("lock-of-" + SERIAL)));
            TokenLock.lend(directory);
            TokenLock.take(directory, SERIAL, OptionalLong.empty());
            System.out.println(closed == 0 ? LENT : "not closed");
        }
    }

    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            List<Integer> found = links.filter(link -> leadsTo(link, file))
                    .map(link -> Integer.valueOf(link.getFileName().toString()))
                    .toList();
            return found.getFirst();
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException e) {
            return false; // the directory's own, which is listed too
        }
    }
}
