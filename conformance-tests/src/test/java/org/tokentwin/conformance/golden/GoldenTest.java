package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.device.Device;
import org.tokentwin.conformance.device.EmulatorServer;
import org.tokentwin.conformance.device.Nss;
import org.tokentwin.conformance.device.OpenSc;
import org.tokentwin.conformance.device.SoftHsm2;
import org.tokentwin.conformance.run.CaseResult;

/** Each device shows what it showed when its golden file was written; other people's software is held to it in that very version only. */
@Tag("devices")
@Timeout(
        value = 30,
        unit = TimeUnit.MINUTES) // a test here is the whole suite: minutes on a quiet machine, and more beside others
class GoldenTest {
    /** Null pointers, slots that do not exist, and calls out of turn end the process with NSS in it, now here and now a few cases later. */
    private static final Pattern CORRUPTING_NSS =
            Pattern.compile("(AFTERERROR|ARGUMENT|BUFFER|SLOTID|UNINITIALIZED)-.*");

    /** What came with PKCS#11 3.x, and mechanisms that came before, which the other profiles of the emulator do not have. */
    private static final Pattern OF_VERSION_3 = Pattern.compile(String.join(
            "|",
            "(INTERFACE|LOGINUSER|CANCEL|MESSAGE)-.*",
            "(CLOSED|HANDLE|IDLE|UNINITIALIZED)-(0[7-9]|1).*",
            ".*-SHA3_.*",
            "SIGN-(PSS|P[0-9]+)-[0-9]{4}",
            "MAC-[0-9]+2[1-6]",
            "MECHANISM-(05[67]|09|1[1-9]).*",
            "CIPHER-[0-9]+0[67]",
            "WRAP-[0-9]+13",
            "HKDF-.*"));

    /** Set to write what is seen, in place of comparing it. */
    private static final boolean WRITE = Boolean.getBoolean("tokentwin.golden.write");

    /** Of three lines each. */
    private static final int MOST_TOLD = 12;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"hongkongpost-ecert", "safenet-etoken-5110", "gemalto-idprime-940"})
    void emulatorOfEachProfile_isAsKept(String profile) throws Exception {
        compare("emulator-" + profile, Device.emulator(profile), Device.allCases(), GoldenResults::withReturns);
    }

    @Test
    void emulatorOfVersion3_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        cases.removeIf(OF_VERSION_3.asMatchPredicate().negate());
        compare("emulator-pkcs11-3.2", Device.emulator("pkcs11-3.2"), cases, GoldenResults::withReturns);
    }

    @Test
    void softHsm2_isAsKept() throws Exception {
        compare("softhsm2", SoftHsm2.in(directory), "libsofthsm2");
    }

    @Test
    void nss_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        cases.removeIf(CORRUPTING_NSS.asMatchPredicate());
        // Where NSS sets no error it returns the thread's last one, which differs from run to run.
        compare(
                "nss",
                Nss.in(directory),
                cases,
                (packages, results) -> GoldenResults.of(packages, results).withoutSeenValues(),
                "libnss3");
    }

    @Test
    void openScWithTheEmulatedCard_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        // A C_Finalize that comes before the wait has begun ends none: now and then it lasts for good.
        cases.remove("THREAD-005");
        compare("opensc", OpenSc.in(directory), cases, GoldenResults::of, "opensc-pkcs11", "pcscd");
    }

    @Test
    void emulatorByItsLibrary_isAsKept() throws Exception {
        compare("emulator-library", EmulatorServer.byItsLibrary(directory));
    }

    @Test
    void keptResultsByItsLibrary_areThoseInAJvm() throws Exception {
        Map<String, String> inAJvm =
                GoldenResults.kept("emulator-hongkongpost-ecert").cases();
        Map<String, String> byItsLibrary =
                new TreeMap<>(GoldenResults.kept("emulator-library").cases());
        byItsLibrary.values().removeIf(each -> each.startsWith("not run"));
        byItsLibrary
                .keySet()
                .removeIf(each -> each.startsWith("PROCESS-")); // another process does not see a JVM's token

        assertThat(byItsLibrary).hasSizeGreaterThan(1000);
        assertThat(inAJvm).containsAllEntriesOf(byItsLibrary);
    }

    @Test
    void emulatorBehindItsSocket_isAsKept() throws Exception {
        Set<String> cases = Device.allCases();
        cases.remove("THREAD-005"); // p11-kit's client ends the process now and then, when C_Finalize meets a
        // C_WaitForSlotEvent
        compare("emulator-socket", EmulatorServer.byP11Kit(directory), cases, GoldenResults::of, "p11-kit-modules");
    }

    private static void compare(String name, Device device, String... packages)
            throws IOException, InterruptedException {
        compare(name, device, Device.allCases(), GoldenResults::of, packages);
    }

    private static void compare(
            String name,
            Device device,
            Set<String> cases,
            BiFunction<SortedMap<String, String>, Collection<CaseResult>, GoldenResults> held,
            String... packages)
            throws IOException, InterruptedException {
        Path file = GoldenResults.fileOf(name);
        SortedMap<String, String> here = DebianPackages.versionsOf(packages);
        try (device) {
            if (WRITE) {
                held.apply(here, device.run(cases)).write(file);
                return;
            }
            assertThat(file).as("write it: %s", command()).exists();
            GoldenResults kept = GoldenResults.read(file);
            DebianPackages.require(kept.packages(), here);
            List<String> differences = kept.differencesOf(held.apply(here, device.run(cases)));
            assertThat(differences)
                    .withFailMessage(() -> told(name, differences))
                    .isEmpty();
        }
    }

    /** The first differences, and a file with all of them. */
    private static String told(String name, List<String> differences) {
        Path all = Path.of("target", "golden", name + ".txt").toAbsolutePath();
        try {
            Files.createDirectories(all.getParent());
            Files.write(all, differences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "%d cases on %s are not as kept; all of them are in %s. If they are right, write the results anew: %s%n%s"
                .formatted(
                        differences.size(),
                        name,
                        all,
                        command(),
                        String.join("\n", differences.subList(0, Math.min(MOST_TOLD, differences.size()))));
    }

    private static String command() {
        return "mvn -pl conformance-tests -am test -Pdevices -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false "
                + "-Dtokentwin.golden.write=true";
    }
}
