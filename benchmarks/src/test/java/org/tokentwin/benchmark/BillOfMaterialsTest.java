package org.tokentwin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code docs/bom.json} lists what the launchers ship, and nothing else. It is here since this is the last module to be built. */
class BillOfMaterialsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> LAUNCHED = List.of("emulator", "client", "conformance-tests", "benchmarks");
    private static final Pattern PURL =
            Pattern.compile("pkg:maven/.+/(?<name>.+)@(?<version>[^?]+)\\?(classifier=(?<classifier>[^&]+)&)?type=jar");
    private static final Pattern JCARDSIM = Pattern.compile("<jcardsim.version>(.+)</jcardsim.version>");

    @Test
    void components_areWhatTheLaunchersShip() throws IOException {
        TreeSet<String> shipped = new TreeSet<>();
        for (String module : LAUNCHED) {
            shipped.addAll(classPathOf(module));
        }
        shipped.add(jcardsim());

        assertThat(listed())
                .as("mvn compile cyclonedx:makeAggregateBom makes docs/bom.json anew")
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    /** What the build wrote down of a module's runtime class path, but for our own modules. */
    private static List<String> classPathOf(String module) throws IOException {
        Path written = ROOT.resolve(module).resolve("target").resolve("shipped.classpath");
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(Files.exists(written), "build all modules to compare what they ship");
        }
        return Arrays.stream(Files.readString(written).split(File.pathSeparator))
                .map(entry -> String.valueOf(Path.of(entry.strip()).getFileName()))
                .filter(name -> name.endsWith(".jar") && !name.startsWith("tokentwin-"))
                .toList();
    }

    /** On no class path, but unpacked into the emulator. */
    private static String jcardsim() throws IOException {
        Matcher version = JCARDSIM.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return "jcardsim-" + version.group(1) + ".jar";
    }

    private static List<String> listed() throws IOException {
        JsonNode bom = new JsonMapper()
                .readTree(ROOT.resolve("docs").resolve("bom.json").toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        return components(bom)
                .filter(component -> !component.path("group").asText().equals("org.tokentwin"))
                .map(component -> jar(component.path("purl").asText()))
                .toList();
    }

    private static Stream<JsonNode> components(JsonNode bom) {
        return bom.path("components").valueStream();
    }

    private static String jar(String purl) {
        Matcher parts = PURL.matcher(purl);
        assertThat(parts.matches()).as(purl).isTrue();
        String classifier = parts.group("classifier");
        return parts.group("name") + "-" + parts.group("version") + (classifier == null ? "" : "-" + classifier)
                + ".jar";
    }
}
