package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.issuer.CertificateState;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Kills a process that issues and suspends: what it has said is in the register, and the register is whole. */
@Tag("devices")
class RegisterCrashTest {
    private static final int KILLS = 8;

    @TempDir
    private Path directory;

    @Test
    void killedProcess_hasLostNothingThatItSaid() throws IOException, InterruptedException {
        Random random = new Random(7);
        Set<BigInteger> said = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Path output = directory.resolve("output-" + kill);
            Process process = start(output);
            awaitLines(process, output, 1 + random.nextInt(40));
            process.destroyForcibly().waitFor();
            lines(output).forEach(line -> said.add(new BigInteger(line, 16)));

            assertThat(authority(directory).register().certificates())
                    .containsKeys(said.toArray(BigInteger[]::new))
                    .hasSizeLessThanOrEqualTo(said.size() + kill + 1);
        }
        long held = authority(directory).register().certificates().values().stream()
                .filter(each -> each.state() == CertificateState.ON_HOLD)
                .count();
        assertThat(held).isGreaterThanOrEqualTo(said.size());
    }

    private static TestAuthority authority(Path home) {
        return KeptAuthority.of(new TokenHome(home)).authority(InstantSource.system());
    }

    private static void awaitLines(Process process, Path output, int count) throws IOException, InterruptedException {
        while (lines(output).size() < count) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(1);
        }
    }

    /** Whole ones: the last may be cut off. */
    private static List<String> lines(Path output) throws IOException {
        String text = Files.readString(output, StandardCharsets.US_ASCII);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Issuing.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Issues an e-Cert, suspends it, says its serial number, and so on for ever. */
    static final class Issuing {
        private Issuing() {}

        public static void main(String[] arguments) {
            TestAuthority authority = authority(Path.of(arguments[0]));
            while (true) {
                X509Certificate certificate = authority
                        .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.TEST_KEYS, 1)
                        .certificate();
                authority.hold(certificate);
                System.out.println(certificate.getSerialNumber().toString(16));
            }
        }
    }
}
