package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.device.Device;
import org.tokentwin.conformance.device.SoftHsm2;

/** A verdict is about the module, and does not depend on which keys its token happens to hold, or on which comes first. */
@Tag("devices")
class OtherKeysTest {
    @TempDir
    private Path directory;

    @Test
    void keyOfAnotherKindBesides_changesTheVerdictOfItsCaseOnly() throws Exception {
        assertThat(changed(SoftHsm2.Keys.P256_AND_RSA)).containsExactly(entry("EACHKEY-003", "pass"));
    }

    @Test
    void keyThatOnlySigns_changesOnlyWhatNeedsAnother() throws Exception {
        Map<String, String> changed = changed(SoftHsm2.Keys.RSA_THAT_SIGNS);

        assertThat(changed)
                .isNotEmpty()
                .allSatisfy(
                        (id, now) -> assertThat(now).startsWith("not applicable: the token holds no RSA key with "));
    }

    @Test
    void keyThatWasNamed_isTheOneUsed() throws Exception {
        assertThat(changed(SoftHsm2.Keys.OTHER_RSA))
                .containsExactly(entry("PROFILE-004", "not applicable: no certificate has the CKA_ID of the key"));
    }

    /** What is seen in the cases whose verdict is another than the kept one. */
    private Map<String, String> changed(SoftHsm2.Keys keys) throws Exception {
        GoldenResults kept = GoldenResults.kept("softhsm2");
        SortedMap<String, String> here = DebianPackages.versionsOf("libsofthsm2");
        DebianPackages.require(kept.packages(), here);
        SortedMap<String, String> changed;
        try (Device device = SoftHsm2.in(directory, keys)) {
            changed = new TreeMap<>(
                    GoldenResults.of(here, device.run(Device.allCases())).cases());
        }
        changed.entrySet()
                .removeIf(each ->
                        verdict(each.getValue()).equals(verdict(kept.cases().getOrDefault(each.getKey(), "not kept"))));
        return changed;
    }

    /** Without what was seen: the numbers of objects differ. */
    private static String verdict(String result) {
        return result.replaceFirst("(?s):.*", "");
    }
}
