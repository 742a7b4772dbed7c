package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/fidelity.md}: no row is missing, and what it calls the same is held by a test that there is. */
class FidelityPageTest {
    private static final int ROWS = 59;
    private static final int CELLS = 5;
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyRow_isThere_andTheSameIsHeldByATest() throws IOException {
        List<List<String>> rows = Files.readAllLines(Path.of("..", "docs", "fidelity.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();

        assertThat(rows.stream().map(List::getFirst))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).mapToObj(String::valueOf).toList());
        for (List<String> row : rows) {
            assertThat(row).hasSize(CELLS);
            if (row.get(3).startsWith("same")) {
                assertThat(row.get(4)).as("row " + row.getFirst()).containsPattern(TEST);
            }
            TEST.matcher(row.get(4))
                    .results()
                    .forEach(test -> assertThat(source(test.group(1)))
                            .as("row " + row.getFirst())
                            .contains("void " + test.group(2) + "("));
        }
    }

    private static String source(String test) {
        try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
            return Files.readString(sources.filter(each -> each.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + test)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
