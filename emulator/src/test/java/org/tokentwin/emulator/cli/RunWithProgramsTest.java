package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Programs of others with a fresh token, through the real server and p11-kit's real client. */
@Tag("devices")
class RunWithProgramsTest {
    private static final Pattern README_COMMAND =
            Pattern.compile("```console\n\\$ \\./tokentwin emulator run -- sh -c '(.*)'\n((?s:.*?))```\n");

    @TempDir
    private Path directory;

    private ProgramRun token;

    @BeforeEach
    void serve() {
        token = ProgramRun.in(directory);
    }

    @Test
    void pkcs11Tool_passesItsOwnTest() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");

        assertThat(token.outputOf("pkcs11-tool --module \"$PKCS11_MODULE\" --login --pin \"$TOKENTWIN_PIN\" --test"))
                .endsWith("No errors\n");
    }

    @Test
    void pkcs11ToolsSignature_isVerifiedByOpenSslWithTheCertificate() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        Path data = Files.writeString(directory.resolve("data"), "to be signed");

        String output = token.outputOf("""
                cd '%s' && pkcs11-tool --module "$PKCS11_MODULE" --login --pin "$TOKENTWIN_PIN" --sign \\
                    --mechanism SHA256-RSA-PKCS --input-file %s --output-file signature &&
                openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem &&
                openssl verify -partial_chain -CAfile "$TOKENTWIN_CA" "$TOKENTWIN_CERT" &&
                openssl dgst -sha256 -verify public.pem -signature signature %s""".formatted(directory, data, data));

        assertThat(output).contains("cert.pem: OK", "Verified OK");
    }

    @Test
    void readmesCommand_showsWhatTheReadmeShows() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Matcher shown = README_COMMAND.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(shown.find()).isTrue();

        assertThat(masked(token.outputOf(shown.group(1)))).isEqualTo(masked(shown.group(2)));
    }

    /** Each token has a reference number, a key and a serial number of its own, and its authority answers at an address of its own. */
    private static String masked(String text) {
        return text.replaceAll("OU=\\d{10}", "OU=SRN")
                .replaceAll("ID:( +)[0-9a-f]{16}", "ID:$1KEY")
                .replaceAll("serial:( +)[0-9A-F]{16,}", "serial:$1NUMBER");
    }
}
