package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Programs of others with a fresh token, through the real server and p11-kit's real client. */
class RunWithProgramsTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final Pattern README_COMMAND =
            Pattern.compile("```console\n\\$ \\./tokentwin emulator run -- sh -c '(.*)'\n((?s:.*?))```\n");

    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void client() {
        Path module = RequiredProgram.anyOf(
                "p11-kit-modules",
                Pkcs11KitClient.ofSystem().directories().stream()
                        .map(each -> each.resolve("p11-kit-client.so").toString())
                        .toArray(String[]::new));
        emulator = CommandRun.in(directory)
                .with(Pkcs11KitClient.VARIABLE, module.toString())
                .withRealServer();
    }

    private String outputOf(String script) throws IOException {
        Path output = directory.resolve("output");
        int status = emulator.run("run", "--", "sh", "-c", "(" + script + ") > '" + output + "' 2>&1")
                .status();
        String text = Files.readString(output);
        assertThat(status).as(text).isZero();
        return text;
    }

    @Test
    void pkcs11Tool_passesItsOwnTest() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");

        assertThat(outputOf("pkcs11-tool --module \"$PKCS11_MODULE\" --login --pin \"$TOKENTWIN_PIN\" --test"))
                .endsWith("No errors\n");
    }

    @Test
    void pkcs11ToolsSignature_isVerifiedByOpenSslWithTheCertificate() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        Path data = Files.writeString(directory.resolve("data"), "to be signed");

        String output = outputOf("""
                cd '%s' && pkcs11-tool --module "$PKCS11_MODULE" --login --pin "$TOKENTWIN_PIN" --sign \\
                    --mechanism SHA256-RSA-PKCS --input-file %s --output-file signature &&
                openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem &&
                openssl verify -partial_chain -CAfile "$TOKENTWIN_CA" "$TOKENTWIN_CERT" &&
                openssl dgst -sha256 -verify public.pem -signature signature %s""".formatted(directory, data, data));

        assertThat(output).contains("cert.pem: OK", "Verified OK");
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs11-tool-sign.sh, opensc, /usr/bin/pkcs11-tool",
        "openssl-sign.sh, libengine-pkcs11-openssl, /usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so",
        "p11tool-list.sh, gnutls-bin, /usr/bin/p11tool",
        "nss-certutil.sh, libnss3-tools, /usr/bin/certutil",
        "ssh-public-key.sh, openssh-client, /usr/bin/ssh-keygen",
        "keytool-list.sh, a JDK, /"
    })
    void example_succeeds(String script, String debianPackage, String program) throws IOException {
        RequiredProgram.anyOf(debianPackage, program, program.replace("x86_64", "aarch64"));
        emulator.with("JAVA_HOME", System.getProperty("java.home"));

        assertThat(outputOf("sh '" + EXAMPLES.resolve(script) + "'")).isNotEmpty();
    }

    @Test
    void examples_areAllTested() throws IOException {
        try (Stream<Path> scripts = Files.list(EXAMPLES)) {
            assertThat(scripts.map(script -> script.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "README.md",
                            "pkcs11-tool-sign.sh",
                            "openssl-sign.sh",
                            "p11tool-list.sh",
                            "nss-certutil.sh",
                            "ssh-public-key.sh",
                            "keytool-list.sh");
        }
    }

    @Test
    void readmesCommand_showsWhatTheReadmeShows() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Matcher shown = README_COMMAND.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(shown.find()).isTrue();

        assertThat(masked(outputOf(shown.group(1)))).isEqualTo(masked(shown.group(2)));
    }

    /** Each token has a reference number, a key and a serial number of its own. */
    private static String masked(String text) {
        return text.replaceAll("OU=\\d{10}", "OU=SRN")
                .replaceAll("ID:( +)[0-9a-f]{16}", "ID:$1KEY")
                .replaceAll("serial:( +)[0-9A-F]{30,}", "serial:$1NUMBER");
    }
}
