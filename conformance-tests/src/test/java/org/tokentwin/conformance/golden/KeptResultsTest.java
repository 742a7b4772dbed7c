package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.device.Device;

/** A case that says something of no device that was ever tried is none. */
class KeptResultsTest {
    /** What none of the devices does that anybody can have: save an operation, and have a clock. */
    private static final Set<String> OF_NO_DEVICE = Set.of("INFO-021", "STATE-007");

    /** An EC key is on a token of {@link OtherKeysTest}, and on none whose results are kept. */
    private static final Set<String> OF_ANOTHER_KEY = Set.of("EACHKEY-003");

    @Test
    void everyCase_saysSomethingOfSomeDevice() throws IOException {
        Set<String> silent = new TreeSet<>(Device.allCases());
        for (Path file : goldenFiles()) {
            GoldenResults.read(file).cases().forEach((id, result) -> {
                if (!result.startsWith("not run") && !result.startsWith("not applicable")) {
                    silent.remove(id);
                }
            });
        }

        silent.removeAll(OF_ANOTHER_KEY);
        assertThat(silent).isEqualTo(OF_NO_DEVICE);
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GoldenResults.fileOf("any").getParent())) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
