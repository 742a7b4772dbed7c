package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

class RunFaultTest {
    @TempDir
    private Path directory;

    @Test
    void tokenRemovedDuringASignature_isWhatTheProgramSees() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Path module = RequiredProgram.anyOf(
                "p11-kit-modules",
                Pkcs11KitClient.ofSystem().directories().stream()
                        .map(each -> each.resolve("p11-kit-client.so").toString())
                        .toArray(String[]::new));
        Path output = directory.resolve("output");
        String signing = "echo data | pkcs11-tool --module \"$PKCS11_MODULE\" --login --pin \"$TOKENTWIN_PIN\" --sign"
                + " --mechanism SHA256-RSA-PKCS > '" + output + "' 2>&1";
        int status = CommandRun.in(directory)
                .with(Pkcs11KitClient.VARIABLE, module.toString())
                .withRealServer()
                .run("run", "--test-key", "--fault", "remove@sign", "--", "sh", "-c", signing)
                .status();

        assertThat(status).isNotZero();
        assertThat(Files.readString(output)).contains("CKR_DEVICE_REMOVED");
    }

    @Test
    void wordThatIsNoFault_isWrongUsage() throws IOException {
        Files.createFile(directory.resolve("p11-kit-client.so"));
        CommandRun.Result refused =
                CommandRun.in(directory).clientIn(directory).run("run", "--fault", "melt", "--", "true");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("is no fault", "remove-after");
    }
}
