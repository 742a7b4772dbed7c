package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A release is complete by the rules of Maven Central, and a second build of it is equal byte for byte. */
@Tag("devices")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTest {
    private static final List<String> WITHOUT_JAR = List.of("tokentwin-bom", "tokentwin-parent");

    private Path directory = Path.of("");
    private ReleaseBuild release = new ReleaseBuild(Path.of(""), Path.of(""));

    @BeforeAll
    void build(@TempDir Path shared) throws Exception {
        directory = shared;
        release = ReleaseBuild.in(directory);
    }

    @Test
    void repository_hasEveryModuleButTheBenchmarks() throws IOException {
        try (Stream<Path> artifacts = Files.list(release.repository().resolve("org/tokentwin"))) {
            assertThat(artifacts.map(artifact -> artifact.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "tokentwin-bom",
                            "tokentwin-client",
                            "tokentwin-conformance-tests",
                            "tokentwin-cryptoki",
                            "tokentwin-emulator",
                            "tokentwin-emulator-process",
                            "tokentwin-emulator-program",
                            "tokentwin-junit",
                            "tokentwin-parent");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokentwin-bom",
                "tokentwin-client",
                "tokentwin-conformance-tests",
                "tokentwin-cryptoki",
                "tokentwin-emulator",
                "tokentwin-emulator-process",
                "tokentwin-emulator-program",
                "tokentwin-junit",
                "tokentwin-parent"
            })
    void artifact_hasItsFilesAndSaysWhatItIs(String artifact) throws Exception {
        List<String> expected = new ArrayList<>(List.of(".pom"));
        if (!WITHOUT_JAR.contains(artifact)) {
            expected.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
        }
        assertThat(release.filesOf(artifact))
                .filteredOn(name -> !name.endsWith(".md5") && !name.endsWith(".sha1"))
                .containsExactlyInAnyOrderElementsOf(expected);

        Element pom = pom(artifact);
        assertThat(text(pom, "name")).isNotBlank();
        assertThat(text(pom, "description")).isNotBlank();
        // The rest, which is the same for all, is in the pom itself or in its parent's.
        Element shared = child(pom, "parent").isEmpty() ? pom : pom("tokentwin-parent");
        for (String path : List.of(
                "url", "licenses/license/name", "licenses/license/url", "developers/developer/name", "scm/url")) {
            assertThat(text(shared, path)).as(path).isNotBlank();
        }
    }

    /** A project that imports them gets versions of TokenTwin's artifacts, and of nothing else. */
    @Test
    void bom_namesTheArtifactsOnly() throws Exception {
        Element bom = pom("tokentwin-bom");

        assertThat(child(bom, "parent")).isEmpty();
        assertThat(child(bom, "dependencies")).isEmpty();
        assertThat(dependencies(child(bom, "dependencyManagement").getFirst()))
                .containsExactlyInAnyOrder(
                        "org.tokentwin:tokentwin-client",
                        "org.tokentwin:tokentwin-conformance-tests",
                        "org.tokentwin:tokentwin-cryptoki",
                        "org.tokentwin:tokentwin-emulator",
                        "org.tokentwin:tokentwin-emulator-process",
                        "org.tokentwin:tokentwin-emulator-program",
                        "org.tokentwin:tokentwin-junit");
    }

    @Test
    void secondBuild_isEqualByteForByte() throws IOException {
        List<Path> jars = release.jars();
        assertThat(jars).hasSize(7);

        for (Path jar : jars) {
            Path first = ReleaseBuild.ROOT.resolve(release.sources().relativize(jar));
            assertThat(Files.mismatch(first, jar))
                    .as("%s differs from this build's; mvn clean, if its classes are older than the sources", jar)
                    .isEqualTo(-1);
        }
    }

    /** On JDK 17 the emulator runs in a process, on this one inside. */
    @Test
    void projectWithOtherVersionsOfOurLibraries_passesItsTestsAndKeepsThem() throws Exception {
        SampleProject sample = SampleProject.in(directory.resolve("sample"), release.repository());
        List<String> before = sample.withoutTokenTwin().libraries(ReleaseBuild.jdk17());

        assertThat(before)
                .anyMatch(name -> name.startsWith("org.bouncycastle:bcprov-jdk18on:"))
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson.core:jackson-databind:"))
                .anyMatch(name -> name.startsWith("org.apache.pdfbox:pdfbox:"));
        for (Path jdk : List.of(ReleaseBuild.jdk17(), Path.of(System.getProperty("java.home")))) {
            assertThat(sample.test(jdk)).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
            assertThat(sample.libraries(jdk)).isEqualTo(before);
        }
    }

    private Element pom(String artifact) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(release.pomOf(artifact).toFile())
                .getDocumentElement();
    }

    private static List<String> dependencies(Element in) {
        NodeList found = in.getElementsByTagName("dependency");
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .map(each -> text(each, "groupId") + ":" + text(each, "artifactId"))
                .toList();
    }

    private static String text(Element its, String path) {
        Element found = its;
        for (Path name : Path.of(path)) {
            List<Element> children = child(found, name.toString());
            if (children.isEmpty()) {
                return "";
            }
            found = children.getFirst();
        }
        return found.getTextContent().strip();
    }

    private static List<Element> child(Element its, String name) {
        List<Element> found = new ArrayList<>();
        for (Node each = its.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
