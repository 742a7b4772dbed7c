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
        Path output = directory.resolve("output");
        String signing = "echo data | pkcs11-tool --module \"$PKCS11_MODULE\" --login --pin \"$TOKENTWIN_PIN\" --sign"
                + " --mechanism SHA256-RSA-PKCS > '" + output + "' 2>&1";
        int status = CommandRun.in(directory)
                .withRealServer()
                .run("run", "--test-key", "--fault", "remove@sign", "--", "sh", "-c", signing)
                .status();

        assertThat(status).isNotZero();
        assertThat(Files.readString(output)).contains("CKR_DEVICE_REMOVED");
    }

    @Test
    void wordThatIsNoFault_isWrongUsage() {
        CommandRun.Result refused = CommandRun.in(directory).run("run", "--fault", "melt", "--", "true");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("is no fault", "remove-after");
    }
}
