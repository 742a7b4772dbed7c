package org.tokentwin.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Turns of phrase over which a native reader stumbled, with what is said in their place. They do not come back. */
class PlainEnglishTest {
    private static final Path ROOT = Path.of("..");

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
