package org.tokentwin.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns of phrase over which a native reader stumbled, with what is said in their place. They do not come back. */
class PlainEnglishTest {
    private static final Path ROOT = Path.of("..");

    private static final Pattern COMMENT_OR_TEXT = Pattern.compile("\"\"\"(?s:.*?)\"\"\""
            + "|\"(?:[^\"\\\\\n]++|\\\\.)*+\""
            + "|'(?:\\\\.|[^'\\\\\n])+'"
            + "|/\\*(?s:.*?)\\*/"
            + "|//[^\n]*");

    private record Wording(Pattern seen, String better) {
        static Wording of(String seen, String better) {
            return new Wording(Pattern.compile(seen, Pattern.CASE_INSENSITIVE), better);
        }
    }

    private static final List<Wording> WORDINGS = List.of(
            Wording.of("\\* .*; answers \\w", "returns"),
            Wording.of("without more said", "by default"),
            Wording.of("an argument too many", "unexpected argument"),
            Wording.of("\\bis no news\\b", "is not counted as new"),
            Wording.of("surrenders to nobody", "makes no callbacks"),
            Wording.of("clock on the wall", "wall-clock time"),
            Wording.of("before the mend\\b", "before the fix"),
            Wording.of("\\bcame to nothing\\b", "was never finished"),
            Wording.of("\\bsleeps indeed\\b", "really sleeps"),
            Wording.of("\\bwho (a|the) card is\\b", "the identity of a card"),
            Wording.of("by so many threads", "by this number of threads"),
            Wording.of("once all is warm", "after warm-up"),
            Wording.of("is mostly there", "is usually free"),
            Wording.of("that nobody gets", "a throw-away one"),
            Wording.of("to whoever asked", "to the client"));

    @Test
    void turnOfPhraseThatWasMended_isNotThereAgain() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : texts()) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                collect(found, ROOT.relativize(file) + ":" + (i + 1), lines.get(i));
            }
        }

        assertThat(found).isEmpty();
    }

    /** Words that were on every page, and read as translated. They are good English in their places, so they are bounded, and not forbidden. */
    @ParameterizedTest
    @CsvSource({
        "answers, 35, returns or responds; responses or results",
        "told, 50, learns or gets; shown or reported or printed",
        "of its own, 25, its own or a separate one",
        "where there is, 12, if there is",
        "whoever, 8, anyone who; the caller or the reader",
        "beside, 28, next to for a place; besides or in addition to for a sum"
    })
    void wordThatWasOverused_isRare(String word, int most, String better) throws IOException {
        Pattern seen = Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        for (Path file : texts()) {
            String text = prose(file);
            seen.matcher(text).results().forEach(hit -> found.add(ROOT.relativize(file) + ": " + around(text, hit)));
        }

        assertThat(found).as("uses of '%s'; better: %s", word, better).hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void proseOfSource_isCommentsAndTexts(@TempDir Path directory) throws IOException {
        Path source = Files.writeString(directory.resolve("A.java"), """
                /** One comment, */
                int answers = call("one \\"text\\"", 'c'); // and another
                """);

        assertThat(prose(source))
                .contains("One comment", "\"one \\\"text\\\"\"", "and another")
                .doesNotContain("answers");
    }

    /** What people read of a file: all of a page, and of a source its comments and texts. */
    private static String prose(Path file) throws IOException {
        String whole = Files.readString(file);
        if (file.toString().endsWith(".md")) {
            return whole;
        }
        return COMMENT_OR_TEXT.matcher(whole).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }

    private static String around(String text, MatchResult hit) {
        int begin = Math.max(0, hit.start() - 40);
        return text.substring(begin, Math.min(text.length(), hit.end() + 40)).replace('\n', ' ');
    }

    @Test
    void texts_areSourcesOfAllModulesAndPages() throws IOException {
        assertThat(texts())
                .hasSizeGreaterThan(500)
                .contains(ROOT.resolve("README.md"), ROOT.resolve("docs/serving.md"));
    }

    private static void collect(List<String> found, String place, String line) {
        for (Wording each : WORDINGS) {
            if (each.seen().matcher(line).find()) {
                found.add(place + ": '" + line.strip() + "'; better: " + each.better());
            }
        }
    }

    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).forEach(texts::add);
        }
        for (String module :
                List.of("cryptoki", "emulator", "emulator/junit", "client", "conformance-tests", "benchmarks")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                sources.filter(source -> source.toString().endsWith(".java")).forEach(texts::add);
            }
        }
        return texts;
    }
}
