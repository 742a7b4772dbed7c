package org.tokentwin.conformance.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What a module closes twice is nobody's the second time. */
@Isolated // another thread could take the number in between
@EnabledOnOs(OS.LINUX)
class DescriptorNumbersTest {
    private static final Path OPEN = Path.of("/proc/self/fd");

    @TempDir
    private Path directory;

    @Test
    void numberThatTheModuleClosed_isNotGivenAgain() throws Exception {
        FileInputStream ofModule = new FileInputStream(file("of the module"));
        String number = numberOf("of the module");

        DescriptorNumbers.step().pass(CryptokiFunction.C_Finalize.name(), new Object[0], arguments -> {
            close(ofModule);
            return null;
        });

        assertThat(Files.readSymbolicLink(OPEN.resolve(number))).isEqualTo(Path.of("/dev/null"));
    }

    private String file(String name) throws IOException {
        return Files.createFile(directory.resolve(name)).toString();
    }

    private static void close(FileInputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String numberOf(String name) throws IOException {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(OPEN)) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link) && target(link).endsWith(name)) {
                    return link.getFileName().toString();
                }
            }
        }
        throw new AssertionError(name + " is not open");
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed since
        }
    }
}
