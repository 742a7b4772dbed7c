package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Programs of others that give no PIN, and a user who is asked for it, through the project's library and through p11-kit's client. */
@Tag("devices")
class AskWithProgramsTest {
    private static final String NEW_PIN = "Xbcdefg-2";

    @TempDir
    private Path directory;

    private Path asked;
    private Path answers;
    private Path program;

    @BeforeEach
    void user() throws IOException {
        asked = directory.resolve("asked");
        answers = directory.resolve("answers");
        program = Files.writeString(directory.resolve("ask"), """
                #!/bin/sh
                echo "$1" >> '%s'
                cat '%s'
                """.formatted(asked, answers));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pkcs11Tool_signsWithThePasswordThatItNeverSaw(boolean byP11Kit) throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");

        String output = run(byP11Kit, """
                pkcs11-tool --module "$PKCS11_MODULE" --login --sign --mechanism SHA256-RSA-PKCS \\
                    --input-file ask --output-file signature &&
                openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem &&
                openssl dgst -sha256 -verify public.pem -signature signature ask""");

        assertThat(output).contains("Verified OK");
        assertThat(Files.readString(asked))
                .contains(byP11Kit ? "for a program that is not known" : "for pkcs11-tool (process ")
                .contains("15 of 15 tries left");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pkcs11Tool_changesThePinThatTheUserEnters(boolean byP11Kit) throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");

        String output = run(byP11Kit, """
                { cat answers; echo '%s'; } > both && mv both answers &&
                pkcs11-tool --module "$PKCS11_MODULE" --change-pin &&
                echo '%s' > answers &&
                pkcs11-tool --module "$PKCS11_MODULE" --login --list-objects --type privkey""".formatted(NEW_PIN, NEW_PIN));

        assertThat(output).contains("Private Key Object");
        assertThat(Files.readString(asked)).startsWith("Current and new PIN of the token My Token");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void p11tool_listsWhatOnlyTheUserSees(boolean byP11Kit) throws IOException {
        RequiredProgram.anyOf("gnutls-bin", "/usr/bin/p11tool");

        assertThat(run(byP11Kit, "p11tool --provider \"$PKCS11_MODULE\" --login --list-privkeys \"$TOKENTWIN_URI\""))
                .contains("type=private");
        assertThat(asked).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void openSsl_signsByItsEngine(boolean byP11Kit) throws IOException {
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        RequiredProgram.anyOf(
                "libengine-pkcs11-openssl",
                "/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so",
                "/usr/lib/aarch64-linux-gnu/engines-3/pkcs11.so");

        String output = run(byP11Kit, """
                cat > openssl.cnf <<CONFIG &&
                openssl_conf = openssl_init
                [openssl_init]
                engines = engines
                [engines]
                pkcs11 = pkcs11
                [pkcs11]
                engine_id = pkcs11
                MODULE_PATH = $PKCS11_MODULE
                init = 0
                CONFIG
                OPENSSL_CONF=openssl.cnf openssl dgst -sha256 -engine pkcs11 -keyform engine -sign "$TOKENTWIN_URI;type=private" \\
                    -out signature ask &&
                openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem &&
                openssl dgst -sha256 -verify public.pem -signature signature ask""");

        assertThat(output).contains("Verified OK");
        assertThat(asked).exists();
    }

    /** A program that is ended while its user is asked takes the question with it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void programThatGoes_takesTheQuestionWithIt(boolean byP11Kit) throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Files.writeString(program, """
                #!/bin/sh
                echo $$ > '%s'
                exec sleep 3600
                """.formatted(asked));

        assertThat(run(byP11Kit, """
                        pkcs11-tool --module "$PKCS11_MODULE" --login --list-objects & caller=$!
                        while ! [ -s asked ]; do sleep 0.1; done
                        kill -9 $caller
                        while kill -0 $(cat asked) 2> /dev/null; do sleep 0.1; done
                        pkcs11-tool --module "$PKCS11_MODULE" --list-token-slots""")).doesNotContain("user PIN count low");
    }

    @Test
    void cancel_isSaidByTheProgram() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Files.writeString(program, "#!/bin/sh\nexit 1\n");

        assertThat(run(false, "! pkcs11-tool --module \"$PKCS11_MODULE\" --login --list-objects"))
                .contains("CKR_FUNCTION_CANCELED");
    }

    private String run(boolean byP11Kit, String script) throws IOException {
        ProgramRun token = byP11Kit ? ProgramRun.withP11Kit(directory) : ProgramRun.in(directory);
        String[] options = {
            "--profile",
            "hongkongpost-ecert-asking",
            "--ask",
            program.toString(),
            byP11Kit ? "--p11-kit" : "--key=rsa2048"
        };
        String answering = "cd '" + directory + "' || exit\necho \"$TOKENTWIN_PIN\" > answers\nunset TOKENTWIN_PIN\n";
        return token.outputOf(answering + script + "\n", options);
    }
}
