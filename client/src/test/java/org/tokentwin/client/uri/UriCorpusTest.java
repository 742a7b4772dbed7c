package org.tokentwin.client.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is a PKCS#11 URI or is refused as none; the inputs are those that fuzzing kept. */
class UriCorpusTest {
    @ParameterizedTest
    @MethodSource("inputs")
    void keptInput_isParsedOrRefused(Path input) throws IOException {
        parse(Files.readAllBytes(input));
    }

    static List<Path> inputs() throws IOException, URISyntaxException {
        Path directory =
                Path.of(UriCorpusTest.class.getResource("UriFuzzingInputs/uri").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** A refusal says why. */
    static void parse(byte[] input) {
        try {
            Pkcs11Uri.parse(new String(input, StandardCharsets.UTF_8));
        } catch (Pkcs11UriException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
