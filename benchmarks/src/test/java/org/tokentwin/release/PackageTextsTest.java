package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The Dockerfile and the formula for Homebrew, which nothing here can build with: what a linter would say of them, and that they name what
 * {@code .packages/build} makes.
 */
class PackageTextsTest {
    private static final Path PACKAGES = ReleaseBuild.ROOT.resolve(".packages");

    /** Those of Dockerfile's reference that an image of ours may need: no ADD, which fetches and unpacks unasked. */
    private static final Set<String> INSTRUCTIONS =
            Set.of("FROM", "COPY", "RUN", "ENV", "USER", "WORKDIR", "VOLUME", "ENTRYPOINT", "CMD");

    @Test
    void dockerfile_hasKnownInstructionsOnly() {
        assertThat(dockerfile())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(INSTRUCTIONS).contains(line.split(" ", 2)[0]));
    }

    @Test
    void dockerfile_namesAReleaseOfEachImageItStartsFrom() {
        assertThat(of("FROM"))
                .hasSize(2)
                .allSatisfy(image -> assertThat(image)
                        .matches("[a-z]+:[a-z0-9.-]+( AS [a-z]+)?")
                        .doesNotContain("latest"));
    }

    @Test
    void dockerfile_endsAsAUserThatIsNotRoot() {
        List<String> last = dockerfile().subList(lastStage(), dockerfile().size());

        assertThat(last)
                .filteredOn(line -> line.startsWith("USER "))
                .last()
                .asString()
                .matches("USER [1-9]\\d*:[1-9]\\d*");
        assertThat(last.indexOf(find(last, "USER "))).isLessThan(last.indexOf(find(last, "ENTRYPOINT ")));
    }

    /** A secret in an image is anybody's who has it. */
    @Test
    void dockerfile_holdsNoSecretAndFetchesNothing() {
        assertThat(String.join("\n", dockerfile()))
                .doesNotContainPattern("(?i)pin=|password|secret|token=|apikey")
                .doesNotContain("curl", "wget", "http:", "https:", "sudo", "apt-get");
    }

    @Test
    void dockerfile_copiesTheArchiveThatTheBuildMakes() {
        String copied = of("COPY").getFirst().split(" ", 2)[0];

        assertThat(FileSystems.getDefault().getPathMatcher("glob:" + copied).matches(Path.of(archive("x86_64"))))
                .as("%s for %s", copied, archive("x86_64"))
                .isTrue();
    }

    @Test
    void dockerfile_startsWhatTheImageOfCiStarts() {
        String config = read("build-image");

        assertThat(config)
                .contains("\"Entrypoint\":" + of("ENTRYPOINT").getFirst())
                .contains("\"Cmd\":" + of("CMD").getFirst().replace(", ", ","))
                .contains("\"User\":\"" + of("USER").getFirst() + "\"")
                .contains("\"WorkingDir\":\"" + of("WORKDIR").getFirst() + "\"");
    }

    @Test
    void formula_namesTheVersionAndTheArchiveThatTheBuildMakes() {
        assertThat(quoted("version")).isEqualTo(version());
        assertThat(quoted("url").replace("#{RELEASES}/", "").replace("#{version}", version()))
                .isEqualTo(archive("x86_64"));
        assertThat(quoted("license")).isEqualTo("Apache-2.0");
    }

    /** The address stands in the pom, and a release has its own. */
    @Test
    void formula_namesTheAddressOfThePom() {
        String address = firstGroup(read("../pom.xml"), "<tokentwin.url>(.*?)</tokentwin.url>");

        assertThat(quoted("homepage")).isEqualTo(address);
        assertThat(address)
                .matches(version().endsWith("-SNAPSHOT") ? "https://.+[^/]" : "https://(?!example\\.).+[^/]");
    }

    /** An address that nobody may have, and a sum that no archive has; or both of a release. */
    @Test
    void formula_hasPlaceholdersAsLongAsThereIsNoRelease() {
        boolean released = !version().endsWith("-SNAPSHOT");

        assertThat(quoted("RELEASES ="))
                .matches(released ? "https://(?!.*\\.invalid).+[^/]" : "https://RELEASES\\.invalid");
        assertThat(quoted("SHA256 =")).matches(released ? "(?!0{64})[0-9a-f]{64}" : "0{64}");
    }

    /** What goes from the archive to other places is made by {@code CommandLineTexts}, under these names. */
    @Test
    void formula_installsFilesThatTheArchiveHas() throws IOException {
        String writer = Files.readString(ReleaseBuild.ROOT.resolve(".launcher/CommandLineTexts.java"));
        List<String> installed = Pattern.compile("libexec/\"share/([^\"]+)\"")
                .matcher(formula())
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(installed).containsExactly("*.1", "tokentwin.bash", "tokentwin.zsh");
        assertThat(writer).contains("\"tokentwin.bash\"", "\"tokentwin.zsh\"", ".1\"");
    }

    @Test
    void formula_isRuby() throws IOException, InterruptedException {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ruby"))),
                "ruby, which CI installs");

        Process ruby = new ProcessBuilder(
                        "ruby", "-wc", PACKAGES.resolve("tokentwin.rb").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(ruby.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ruby.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("Syntax OK");
    }

    private static List<String> dockerfile() {
        return Arrays.stream(read("Dockerfile").replace("\\\n", "").split("\n"))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> of(String instruction) {
        return dockerfile().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    private static int lastStage() {
        List<String> reversed = new ArrayList<>(dockerfile()).reversed();
        return dockerfile().lastIndexOf(find(reversed, "FROM "));
    }

    private static String find(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + beginning));
    }

    private static String formula() {
        return read("tokentwin.rb");
    }

    private static String quoted(String name) {
        Matcher found = Pattern.compile("^ +" + Pattern.quote(name) + " \"(.*?)\"", Pattern.MULTILINE)
                .matcher(formula());
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static String version() {
        return firstGroup(read("../pom.xml"), "<version>(.*?)</version>");
    }

    /** The archive's name as the build has it, of this version. */
    private static String archive(String machine) {
        return firstGroup(read("build"), "image=\\$out/(\\S+)")
                        .replace("$version", version())
                        .replace("$machine", machine)
                + ".tar.gz";
    }

    private static String firstGroup(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern));
    }

    private static String read(String name) {
        try {
            return Files.readString(PACKAGES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
