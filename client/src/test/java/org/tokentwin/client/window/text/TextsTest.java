package org.tokentwin.client.window.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No text is missing in a language, none is unused, none stands in the code. */
class TextsTest {
    private static final Path WINDOW = Path.of("src/main/java/org/tokentwin/client/window");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)+");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    /** What is for the program: properties of FlatLaf and Swing, names of components, fonts, colours, file endings, messages of exceptions. */
    private static final Pattern FOR_THE_PROGRAM = Pattern.compile(
            "[A-Z][A-Za-z]+\\.[A-Za-z.]+|#[0-9a-f]{6}|@accentColor|[MLHVCZ0-9. ]+|\\[.*\\].*|[a-z0-9.,:;/=×% ()\\-]{0,3}"
                    + "|JTextField.*|JButton.*|flatlaf\\..*|FlatLaf.style|show[A-Za-z]+: .*|toolBarButton|defaultFont|html\\.disable"
                    + "|(ctrl [A-Z]|F\\d+|ESCAPE)|zh-Han[st]-[A-Z]{2}|en|zh|English|繁體中文|简体中文|Han[st]|HK|MO|TW"
                    + "|(Noto|Source|PingFang|Microsoft|AR PL|WenQuanYi) ?.*|slot-watch|token-work|org\\.tokentwin\\..*|false|PKCS12|X\\.509|C_[A-Za-z]+|\\\\n|\\.(show|cer|der)| \\(O\\)");

    private static final Set<String> NAMES = Set.of(
            "simple",
            "advanced",
            "instead",
            "tree",
            "tokens",
            "value",
            "message",
            "tries",
            "caps",
            "percent",
            "progress",
            "state",
            "chain",
            "status",
            "pem",
            "notice",
            "information",
            "notice.text",
            "page.title",
            "lead",
            "serial.confirmation",
            "serial.typed",
            "serial",
            "group.text",
            "certificate.tabs",
            "certificate.pem",
            "status.line",
            "welcome.failure",
            "welcome.module",
            "font.name",
            "language.",
            "/user",
            "/ca",
            "/keys",
            "/data",
            "/settings");

    @ParameterizedTest
    @EnumSource
    void everyLanguage_hasTheSameKeys(Language language) {
        assertThat(keys(language)).isEqualTo(keys(Language.ENGLISH));
    }

    @ParameterizedTest
    @EnumSource
    void everyText_hasThePlacesThatTheEnglishHas(Language language) {
        ResourceBundle english = Texts.bundle(Language.ENGLISH);
        ResourceBundle other = Texts.bundle(language);
        for (String key : keys(Language.ENGLISH)) {
            assertThat(places(other.getString(key))).as(key).isEqualTo(places(english.getString(key)));
            assertThat(other.getString(key)).as(key).isNotBlank();
            assertThat(mnemonics(other.getString(key))).as(key).isEqualTo(mnemonics(english.getString(key)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTextWithPlaces_canBeFormatted(Language language) {
        ResourceBundle bundle = Texts.bundle(language);
        for (String key : keys(language)) {
            String text = bundle.getString(key);
            if (!places(text).isEmpty()) {
                Object[] arguments = Collections.nCopies(4, 2).toArray();
                assertThat(new MessageFormat(text, language.locale()).format(arguments))
                        .as(key)
                        .doesNotContain("{")
                        .doesNotContain("choice");
            }
        }
    }

    @Test
    void everyKey_isUsedAndEveryUsedOneIsThere() {
        Set<String> used = literals()
                .filter(text -> KEY.matcher(text).matches())
                .filter(text -> !NAMES.contains(text) && !text.equals("html.disable"))
                .filter(text -> !text.startsWith("org.tokentwin."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(keys(Language.ENGLISH));
    }

    @Test
    void noText_standsInTheCode() {
        List<String> words = literals()
                .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                .filter(text -> !KEY.matcher(text).matches() && !NAMES.contains(text))
                .filter(text -> !FOR_THE_PROGRAM.matcher(text).matches())
                .toList();

        assertThat(words).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, ENGLISH",
        "fr, ENGLISH",
        "zh-HK, TRADITIONAL_CHINESE",
        "zh-TW, TRADITIONAL_CHINESE",
        "zh-MO, TRADITIONAL_CHINESE",
        "zh-Hant, TRADITIONAL_CHINESE",
        "zh-CN, SIMPLIFIED_CHINESE",
        "zh, SIMPLIFIED_CHINESE",
        "zh-Hans-HK, SIMPLIFIED_CHINESE",
        "zh-SG, SIMPLIFIED_CHINESE",
        "yue, ENGLISH"
    })
    void locale_chooses(String tag, Language expected) {
        assertThat(Language.of(Locale.forLanguageTag(tag))).isEqualTo(expected);
    }

    @Test
    void datesAndNumbers_areThoseOfTheLanguage() {
        Instant moment = Instant.parse("2026-01-05T01:00:00Z");
        ZoneId hongKong = ZoneId.of("Asia/Hong_Kong");

        assertThat(in(Language.ENGLISH, hongKong).moment(moment))
                .contains("January 5, 2026")
                .contains("GMT+8");
        assertThat(in(Language.TRADITIONAL_CHINESE, hongKong).moment(moment)).contains("2026年1月5日");
        assertThat(in(Language.ENGLISH, hongKong).text("info.bytes", 81920)).isEqualTo("81,920 bytes");
    }

    @Test
    void choice_knowsOneFromMany() {
        Texts english = Texts.in(Language.ENGLISH);

        assertThat(english.text("wrong.tries", 1))
                .isEqualTo("The password is wrong: one try is left before the token is locked.");
        assertThat(english.text("wrong.tries", 14)).contains("14 tries are left");
    }

    private static Texts in(Language language, ZoneId zone) {
        return new Texts(Texts.bundle(language), language, zone);
    }

    private static Set<String> keys(Language language) {
        return new TreeSet<>(Texts.bundle(language).keySet());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long mnemonics(String text) {
        return text.chars().filter(c -> c == '&').count();
    }

    /** The string literals of the window, without those of exceptions and logs. */
    private static Stream<String> literals() {
        try (Stream<Path> files = Files.walk(WINDOW)) {
            List<String> literals = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(TextsTest::lines)
                    .filter(line -> !line.contains("Exception(")
                            && !line.contains("LOG.")
                            && !line.strip().startsWith("*"))
                    .filter(line ->
                            !line.contains("@SuppressWarnings") && !line.strip().startsWith("/**"))
                    .flatMap(line -> LITERAL.matcher(line).results().map((MatchResult found) -> found.group(1)))
                    .toList();
            return literals.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
