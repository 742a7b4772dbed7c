package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.device.Device;
import org.tokentwin.conformance.device.EmulatorServer;
import org.tokentwin.conformance.device.Nss;
import org.tokentwin.conformance.device.OpenSc;
import org.tokentwin.conformance.device.SoftHsm2;

/** Each device shows what it showed when its golden file was written. */
class GoldenTest {
    /** Null pointers, slots that do not exist, and calls out of turn end the process with NSS in it, now here and now a few cases later. */
    private static final Pattern CORRUPTING_NSS = Pattern.compile("(ARGUMENT|BUFFER|SLOTID|UNINITIALIZED)-.*");

    /** Set to write what is seen, in place of comparing it. */
    private static final boolean WRITE = Boolean.getBoolean("tokentwin.golden.write");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"hongkongpost-ecert", "safenet-etoken-5110", "gemalto-idprime-940"})
    void emulatorOfEachProfile_isAsKept(String profile) throws Exception {
        compare("emulator-" + profile, Device.emulator(profile));
    }

    @Test
    @Tag("devices")
    void softHsm2_isAsKept() throws Exception {
        compare("softhsm2", SoftHsm2.in(directory));
    }

    @Test
    @Tag("devices")
    void nss_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        cases.removeIf(CORRUPTING_NSS.asMatchPredicate());
        compare("nss", Nss.in(directory), cases);
    }

    @Test
    @Tag("devices")
    void openScWithTheEmulatedCard_isAsKept() throws Exception {
        compare("opensc", OpenSc.in(directory));
    }

    @Test
    @Tag("devices")
    void emulatorBehindItsSocket_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        cases.remove("THREAD-005"); // p11-kit's client ends the process now and then, when C_Finalize meets a
        // C_WaitForSlotEvent
        compare("emulator-socket", EmulatorServer.in(directory), cases);
    }

    private static void compare(String name, Device device) throws IOException, InterruptedException {
        compare(name, device, Device.allCases());
    }

    private static void compare(String name, Device device, Set<String> cases)
            throws IOException, InterruptedException {
        Path file = GoldenResults.fileOf(name);
        try (device) {
            GoldenResults now = GoldenResults.of(device.run(cases));
            if (WRITE) {
                now.write(file);
                return;
            }
            assertThat(file).as("write it: %s", command()).exists();
            List<String> differences = GoldenResults.read(file).differencesOf(now);
            assertThat(differences)
                    .as(
                            "%s is not as in %s. If that is right, write it anew: %s%n%s",
                            name, file, command(), String.join("\n", differences))
                    .isEmpty();
        }
    }

    private static String command() {
        return "mvn -pl conformance-tests -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false "
                + "-Dtokentwin.golden.write=true";
    }
}
