package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** {@code docs/testing.md} shows the classes of this package, which run, and coordinates that are this project's. */
class TestingPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "testing.md");
    private static final String EXTENSION = "tokentwin-junit";
    private static final Path HERE = Path.of("src", "test", "java", "org", "tokentwin", "testing");

    @Test
    void classes_areThoseOfThePage() throws IOException {
        List<String> shown = blocks("java");
        try (Stream<Path> files = Files.list(HERE)) {
            List<String> here = files.filter(
                            file -> !List.of("package-info.java", "GradleScript.java", "TestingPageTest.java")
                                    .contains(file.getFileName().toString()))
                    .map(TestingPageTest::withoutPackage)
                    .toList();

            assertThat(shown).hasSizeGreaterThan(4).containsExactlyInAnyOrderElementsOf(here);
        }
    }

    @Test
    void mavenBlock_namesThisProject() throws Exception {
        Document project = parsed(Files.readString(Path.of("pom.xml")));
        Document block = parsed("<shown>" + blocks("xml").getFirst() + "</shown>");
        XPath path = XPathFactory.newInstance().newXPath();
        for (String artifact : List.of("tokentwin-emulator", EXTENSION)) {
            String dependency = "/shown/dependency[artifactId='" + artifact + "']/";
            assertThat(path.evaluate(dependency + "groupId", block))
                    .isEqualTo(path.evaluate("/project/parent/groupId", project));
            assertThat(path.evaluate(dependency + "version", block))
                    .isEqualTo(path.evaluate("/project/parent/version", project));
        }
        assertThat(path.evaluate("/project/artifactId", project)).isEqualTo(EXTENSION);
        assertThat(path.evaluate("/shown/plugin/configuration/argLine", block))
                .isEqualTo("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void gradleBlock_namesTheSameAsMavens() throws Exception {
        Document project = parsed(Files.readString(Path.of("pom.xml")));
        XPath path = XPathFactory.newInstance().newXPath();

        String version = path.evaluate("/project/parent/version", project);
        assertThat(GradleScript.run(blocks("groovy").getFirst()))
                .containsExactly(
                        "repositories: mavenLocal",
                        "repositories: mavenCentral",
                        "dependencies: testImplementation org.tokentwin:tokentwin-emulator:" + version,
                        "dependencies: testImplementation org.tokentwin:tokentwin-junit:" + version,
                        "test: useJUnitPlatform",
                        "test: jvmArgs --enable-native-access=ALL-UNNAMED");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String withoutPackage(Path file) {
        try {
            return Files.readString(file).replaceFirst("package [\\w.]+;\n\n", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
