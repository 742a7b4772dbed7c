package org.tokentwin.client.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.TokenClient;

/** The wrapper's library, of which nothing is left on the disk while it is in use. */
class WrapperLibraryTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux shows what is mapped")
    void loadedLibrary_isGoneFromADirectoryOfItsOwn() throws IOException {
        try (TokenClient client = TokenClient.open(inserted.module())) {
            assertThat(client.tokens()).isNotEmpty();
            List<String> mapped = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.contains("pkcs11wrapper"))
                    .toList();

            assertThat(mapped)
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line).contains(WrapperLibrary.PREFIX).endsWith("(deleted)"));
        }
    }
}
