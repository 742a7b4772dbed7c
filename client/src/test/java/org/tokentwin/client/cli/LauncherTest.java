package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program {@code tokentwin}, in a tree of its own that is built already, whose client prints where the user is at home. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it is written for bash, and tried on Linux")
class LauncherTest {
    private static final String CLIENT = "org/tokentwin/client/cli/ClientCommand";

    @TempDir
    private Path tree;

    private Path launcher;

    @BeforeEach
    void build() throws IOException {
        launcher =
                Files.copy(Path.of("..", "tokentwin"), tree.resolve("tokentwin"), StandardCopyOption.COPY_ATTRIBUTES);
        Path source = tree.resolve("client/src/main/java").resolve(CLIENT + ".java");
        Files.createDirectories(tree.resolve(".launcher"));
        Files.createDirectories(source.getParent());
        for (String pom : new String[] {"pom.xml", "client/pom.xml"}) {
            Files.createFile(tree.resolve(pom));
        }
        Files.writeString(source, """
                package org.tokentwin.client.cli;

                class ClientCommand {
                    public static void main(String[] arguments) {
                        System.out.println(System.getProperty("user.home"));
                    }
                }
                """);
        Path classes = Files.createDirectory(tree.resolve("classes"));
        int compiled =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(compiled).isZero();
        Path target = Files.createDirectories(tree.resolve("client/target/launcher"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target.resolve("tokentwin.jar")))) {
            jar.putNextEntry(new JarEntry(CLIENT + ".class"));
            jar.write(Files.readAllBytes(classes.resolve(CLIENT + ".class")));
        }
        Files.createFile(tree.resolve("client/target/tokentwin.built"));
    }

    @Test
    void homeOfTheUser_isWhatTheEnvironmentSays() throws Exception {
        Path home = Files.createDirectory(tree.resolve("at home"));

        assertThat(homeWith(Map.of("HOME", home.toString()))).isEqualTo(home.toString());
    }

    @Test
    void homeThatIsNoPlace_isNotTaken() throws Exception {
        String account = homeWith(Map.of());

        assertThat(account).isNotBlank();
        assertThat(homeWith(Map.of("HOME", ""))).isEqualTo(account);
        assertThat(homeWith(Map.of("HOME", "somewhere/else"))).isEqualTo(account);
    }

    @Test
    void help_listsThePages_andPrintsOne() throws Exception {
        Path docs = Files.createDirectory(tree.resolve("docs"));
        Files.writeString(docs.resolve("serving.md"), "# Tokens for other processes\n\nText.\n");

        Path results = Files.createDirectory(docs.resolve("results"));
        Files.writeString(results.resolve("mutants.md"), "# Mutants\n\nA table.\n");

        assertThat(said(List.of("help"), Map.of(), 0))
                .contains("  serving          Tokens for other processes\n", "  mutants          Mutants\n");
        assertThat(said(List.of("help", "mutants"), Map.of(), 0)).isEqualTo("# Mutants\n\nA table.\n");
        assertThat(said(List.of("help", "serving"), Map.of(), 0)).isEqualTo("# Tokens for other processes\n\nText.\n");
        assertThat(said(List.of("help", "client"), Map.of(), 0)).isNotBlank().doesNotContain("error");
        for (String none : List.of("../pom", "..", "", "-x", "nothing")) {
            assertThat(said(List.of("help", none), Map.of(), 2)).startsWith("error: there is no such page\nhint: ");
        }
    }

    @Test
    void version_isThatOfThePom() throws Exception {
        Files.writeString(tree.resolve("pom.xml"), "<project>\n<version>1.2.3</version>\n<version>9.9</version>\n");

        assertThat(said("--version", Map.of())).isEqualTo("TokenTwin 1.2.3");
    }

    /** A package has a Java runtime beside the program, and no pom, sources or Maven. */
    @Test
    void runtimeBesideIt_isTakenAndNothingIsBuilt() throws Exception {
        Path home = Files.createDirectory(tree.resolve("home"));
        Path image = Files.createDirectories(tree.resolve("image/client"));
        launcher = Files.copy(launcher, tree.resolve("image/tokentwin"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(tree.resolve("client/target/launcher/tokentwin.jar"), image.resolve("tokentwin.jar"));
        Path jdk = Path.of(System.getProperty("java.home"));
        Path java = Files.createDirectories(tree.resolve("image/runtime/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                exec '%s' "$@"
                """.formatted(jdk.resolve("bin/java")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Files.copy(jdk.resolve("release"), tree.resolve("image/runtime/release"));
        Files.writeString(tree.resolve("image/version"), "TokenTwin 1.2.3\n");
        Map<String, String> environment = Map.of("HOME", home.toString(), "TOKENTWIN_JAVA_HOME", "/nowhere");

        assertThat(said("client", environment)).isEqualTo(home.toString());
        assertThat(said("--version", environment)).isEqualTo("TokenTwin 1.2.3");
        assertThat(said("--help", environment)).contains("client ").doesNotContain("emulator ");
    }

    private String homeWith(Map<String, String> environment) throws IOException, InterruptedException {
        return said("client", environment);
    }

    private String said(String argument, Map<String, String> environment) throws IOException, InterruptedException {
        return said(List.of(argument), environment, 0).strip();
    }

    private String said(List<String> arguments, Map<String, String> environment, int status)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("TOKENTWIN_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }
}
