package org.tokentwin.emulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckr;

class PageFileTest {
    private static final Pattern RESULT = Pattern.compile("\\bCkr\\.(CKR_[A-Z_0-9]+)");
    private static final Pattern WORDS =
            Pattern.compile("^ {2}(\\w+): \\['(.+)', '(.+)', '(.+)'],$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern USED =
            Pattern.compile("\\btext\\('(\\w+)'|data-text=\"(\\w+)\"|\\brow\\('(\\w+)'|\\bbutton\\('(\\w+)'");

    private static String content(String name) {
        return PageFile.named(name).orElseThrow().text();
    }

    @Test
    void everyResultThatTheEmulatorReturns_hasACauseInEachLanguage() throws IOException {
        JsonNode causes = new ObjectMapper().readTree(content("causes.json"));
        for (String result : results()) {
            if (!result.equals("CKR_OK")) {
                for (String place : List.of(
                        "/en/cause", "/zh-Hant/meaning", "/zh-Hant/cause", "/zh-Hans/meaning", "/zh-Hans/cause")) {
                    assertThat(causes.path(result).at(place).asText())
                            .as(result + place)
                            .isNotEmpty();
                }
            }
        }
    }

    private static Set<String> results() throws IOException {
        Set<String> results = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path each :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                RESULT.matcher(Files.readString(each)).results().forEach(found -> results.add(found.group(1)));
            }
        }
        assertThat(results).hasSizeGreaterThan(50);
        return results;
    }

    @Test
    void everyReturnValueOfTheStandard_hasItsMeaningAndSection() throws IOException {
        JsonNode meanings = new ObjectMapper().readTree(content("meanings.json"));
        for (Ckr ckr : Ckr.values()) {
            assertThat(meanings.path(ckr.name()).path("meaning").asText()).isEqualTo(ckr.meaning());
            assertThat(meanings.path(ckr.name()).path("section").asText()).startsWith("5.1.");
        }
    }

    @Test
    void everyWordOfThePage_isThereInEachLanguage_withTheSamePlaces() throws IOException {
        Set<String> known = new TreeSet<>();
        Matcher words = WORDS.matcher(content("words.js"));
        while (words.find()) {
            known.add(words.group(1));
            assertThat(List.of(places(words.group(2)), places(words.group(3)), places(words.group(4))))
                    .as(words.group(1))
                    .containsOnly(places(words.group(2)));
        }
        Set<String> used = new TreeSet<>();
        Path page = Path.of("src/main/resources/org/tokentwin/emulator/desk");
        try (Stream<Path> files = Files.list(page)) {
            for (Path each : files.toList()) {
                assertThat(PageFile.named(each.getFileName().toString().replaceAll("^desk\\.html$", "")))
                        .as(each.toString())
                        .isPresent();
                USED.matcher(Files.readString(each)).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        if (found.group(group) != null) {
                            used.add(found.group(group));
                        }
                    }
                });
            }
        }
        assertThat(known).hasSizeGreaterThan(40).containsAll(used);
    }

    private static Set<String> places(String words) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(words).results().forEach(found -> places.add(found.group()));
        return places;
    }

    /** What the guard's policy refuses at run time is not written in the first place. */
    @Test
    void pagesFiles_haveNoMarkupFromText_andNothingFromElsewhere() throws IOException {
        Path page = Path.of("src/main/resources/org/tokentwin/emulator/desk");
        try (Stream<Path> files = Files.list(page)) {
            for (Path each :
                    files.filter(file -> !file.toString().endsWith(".json")).toList()) {
                assertThat(Files.readString(each))
                        .as(each.toString())
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "http://",
                                "https://");
            }
        }
    }
}
