package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** docs/guide.md names each test of the guide, and each picture, and none that is not there. */
class GuidePageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern TEST = Pattern.compile("\\| `([A-Za-z]+_[A-Za-z]+)` \\|");
    private static final Pattern PICTURE = Pattern.compile("\\]\\(window/([a-zA-Z-]+\\.png)\\)");

    @Test
    void everySentence_hasItsTest() throws IOException {
        Set<String> tests = Stream.of(GuideTest.class, AskingGuideTest.class)
                .flatMap(guide -> Arrays.stream(guide.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found(TEST)).isEqualTo(tests);
    }

    @Test
    void everyPicture_isShown() throws IOException {
        try (Stream<Path> pictures = Files.list(DOCS.resolve("window"))) {
            assertThat(found(PICTURE))
                    .isEqualTo(pictures.map(picture -> String.valueOf(picture.getFileName()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCS.resolve("guide.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
