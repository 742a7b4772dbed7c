package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.rpc.RequiredProgram;

/**
 * Ten processes hammer one server, which is a process too. {@code -Dtokentwin.hammer.seconds=60} says how long; without it the time is short, and
 * longer in CI.
 */
@Tag("devices")
class HammeredServerTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final String SECONDS =
            System.getProperty("tokentwin.hammer.seconds", "true".equals(System.getenv("CI")) ? "30" : "5");

    @Test
    void tenClients_loseNoCallAndLeaveNothingBehind() throws IOException, InterruptedException {
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        RequiredProgram.anyOf("python3-pykcs11", "/usr/lib/python3/dist-packages/PyKCS11");
        Process run = new ProcessBuilder(
                        JAVA.resolve("java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmulatorCommand.class.getName(),
                        "run",
                        "--profile",
                        "safenet-etoken-5110", // its SO can initialise it, which is refused while there is a session
                        "--",
                        "/usr/bin/python3",
                        Path.of("src", "test", "python", "hammer.py").toString(),
                        "10",
                        SECONDS,
                        JAVA.resolve("jcmd").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(output).isZero();
        assertThat(output).contains("10 clients, ").contains("after [0, 0, 0]");
    }
}
