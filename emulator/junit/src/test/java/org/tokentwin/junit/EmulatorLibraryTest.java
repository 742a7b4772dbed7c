package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The emulator as a project of a user's gets it, with coordinates: one jar, which brings no library of others into the class path. */
class EmulatorLibraryTest {
    private static final Path TARGET = Path.of("..", "library", "target");
    private static final Path JAR = TARGET.resolve("tokentwin-emulator-1.0.0-SNAPSHOT.jar");

    /** Has what is behind it work: a profile, certificates, a file with a password, the card, a signature. */
    private static final String PROGRAM = """
            import java.nio.file.Path;
            import java.security.KeyStore;
            import java.security.PrivateKey;
            import java.security.Provider;
            import java.security.Security;
            import java.security.Signature;
            import java.util.Collections;
            import org.tokentwin.emulator.EmulatedToken;
            import org.tokentwin.emulator.Emulator;
            import org.tokentwin.emulator.issuer.Pkcs12File;

            class Program {
                public static void main(String[] arguments) throws Exception {
                    Path file = Path.of(arguments[0]);
                    char[] password = "password".toCharArray();
                    EmulatedToken.order().copyTo(its -> Pkcs12File.write(file, its, password)).issue().close();
                    try (EmulatedToken token = EmulatedToken.order().credential(file, password).issue();
                            Emulator emulator = Emulator.with(token)) {
                        Provider pkcs11 = Security.getProvider("SunPKCS11").configure("--name=Twin\\nlibrary=" + emulator.modulePath());
                        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
                        keyStore.load(null, token.pin());
                        for (String alias : Collections.list(keyStore.aliases())) {
                            Signature signature = Signature.getInstance("SHA256withRSA", pkcs11);
                            signature.initSign((PrivateKey) keyStore.getKey(alias, null));
                            System.out.println(alias + ": " + signature.sign().length + " bytes");
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void requirePacked() {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(JAR).as("packed by mvn verify").isRegularFile();
        }
        assumeThat(JAR).as("packed by mvn verify").isRegularFile();
    }

    @Test
    void everyClass_hasANameOfTheEmulators() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE")
                    .anyMatch(name -> name.startsWith("org/tokentwin/emulator/inside/bouncycastle/"))
                    .noneMatch(name -> name.matches("(?!org/tokentwin/emulator/|module-info).*\\.class"));
        }
    }

    @Test
    void publishedPom_namesTheStandardOnly() throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(TARGET.resolve("pom.xml").toFile())
                .getElementsByTagName("dependency");

        assertThat(IntStream.range(0, dependencies.getLength())
                        .mapToObj(index -> (Element) dependencies.item(index))
                        .filter(each -> List.of("", "compile", "runtime").contains(child(each, "scope")))
                        .filter(each -> !child(each, "optional").equals("true"))
                        .map(each -> child(each, "groupId") + ":" + child(each, "artifactId")))
                .containsExactly("org.tokentwin:tokentwin-cryptoki");
    }

    @Test
    void classPathWithNothingElse_isEnough() throws Exception {
        Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);

        assertThat(java(program.toString(), directory.resolve("e-cert.p12").toString()))
                .contains(": 256 bytes");
    }

    /** Where tests run on an older JDK, the emulator is started from their class path. */
    @Test
    void commandLine_runsFromTheJar() throws Exception {
        assertThat(java("org.tokentwin.emulator.cli.EmulatorCommand", "--help")).contains("testbed");
    }

    /** The page to print takes PDFBox, which a user's class path need not have. */
    @Test
    void tokenMadeWithoutPdfBox_hasItsEnvelopeAsText() throws Exception {
        String said = java("org.tokentwin.emulator.cli.EmulatorCommand", "create", "chan", "--test-key");

        Path envelope = directory.resolve("home/tokens/chan/envelope.txt");
        assertThat(said).contains(envelope.toString()).doesNotContain("To print");
        assertThat(envelope).isNotEmptyFile();
    }

    private String java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                JAR.toAbsolutePath() + File.pathSeparator + cryptoki()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TOKENTWIN_HOME", directory.resolve("home").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String child(Element its, String name) {
        NodeList found = its.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String cryptoki() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*cryptoki.*"))
                .findFirst()
                .orElseThrow();
    }
}
