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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;

/**
 * The guide's page in each language names each test of the guide and all pictures in that language, has the commands of the English one, and
 * calls the controls what the window calls them.
 */
@ParameterizedClass
@CsvSource({
    "ENGLISH, guide.md, -en",
    "TRADITIONAL_CHINESE, guide.zh-Hant.md, -zh-Hant",
    "SIMPLIFIED_CHINESE, guide.zh-Hans.md, -zh-Hans"
})
class GuidePageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern TEST = Pattern.compile("\\| `([A-Za-z]+_[A-Za-z]+)` \\|");
    private static final Pattern PICTURE = Pattern.compile("\\]\\(window/([a-zA-Z-]+\\.png)\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4,}(\\./tokentwin .*?)(?: +#.*)?$");

    private final Language language;
    private final String page;
    private final String suffix;

    GuidePageTest(Language language, String file, String suffix) throws IOException {
        this.language = language;
        this.page = Files.readString(DOCS.resolve(file));
        this.suffix = suffix;
    }

    @Test
    void everySentence_hasItsTest() {
        Set<String> tests = Stream.of(GuideTest.class, AskingGuideTest.class)
                .flatMap(guide -> Arrays.stream(guide.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found(TEST, page)).isEqualTo(tests);
    }

    @Test
    void everyPicture_isShown() throws IOException {
        try (Stream<Path> pictures = Files.list(DOCS.resolve("window"))) {
            assertThat(found(PICTURE, page))
                    .isNotEmpty()
                    .isEqualTo(pictures.map(picture -> String.valueOf(picture.getFileName()))
                            .filter(name -> name.endsWith(suffix + ".png") || name.endsWith(suffix + "-dark.png"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyCommand_isTheEnglishOne() throws IOException {
        assertThat(found(COMMAND, page))
                .isNotEmpty()
                .isEqualTo(found(COMMAND, Files.readString(DOCS.resolve("guide.md"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools.advanced",
                "action.change",
                "action.logon",
                "action.logoff",
                "action.import",
                "action.export",
                "action.delete",
                "action.empty",
                "action.check",
                "action.unlock",
                "action.copy",
                "action.rename",
                "action.rules",
                "button.change",
                "button.ok",
                "button.cancel",
                "welcome.start",
                "node.settings"
            })
    void everyControl_isCalledWhatTheWindowCallsIt(String key) {
        String words = Mnemonic.of(Texts.in(language).text(key)).text().replaceAll("\\([A-Z]\\)$", "");

        assertThat(page).contains("**" + words + "**");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
