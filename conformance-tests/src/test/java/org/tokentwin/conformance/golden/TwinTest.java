package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.device.Device;
import org.tokentwin.conformance.device.OpenSc;
import org.tokentwin.conformance.device.SoftHsm2;
import org.tokentwin.emulator.profile.ProfileTable;

/** The twin of a device that nobody here wrote is as like it as {@code docs/twin.md} says. */
@Tag("devices")
@Timeout(value = 30, unit = TimeUnit.MINUTES) // the whole suite, twice
class TwinTest {
    private static final Pattern FIGURE = Pattern.compile("(\\d+) of (\\d+) cases alike");

    /** Of a thousand cases. */
    private static final int LEAST_OF_SOFTHSM2 = 966;

    private static final int LEAST_OF_OPENSC = 860;

    @TempDir
    private Path directory;

    @Test
    void twinOfSoftHsm2_isAsLikeItAsItWas() throws Exception {
        Path profile = directory.resolve("softhsm2.toml");
        try (Device device = SoftHsm2.in(directory)) {
            String told = device.twin(Map.of(
                    "allow",
                    "session-objects",
                    "out",
                    profile.toString(),
                    "pin-record",
                    directory.resolve("state").toString()));

            assertThat(ProfileTable.faults(profile)).isEmpty();
            assertThat(Files.readString(profile)).doesNotContain("golden", "e-Cert", "certificate 1");
            assertThat(ofAThousand(told, 1000)).as(told).isGreaterThanOrEqualTo(LEAST_OF_SOFTHSM2);
        }
    }

    @Test
    void twinOfOpenScWithTheEmulatedCard_isAsLikeItAsItWas() throws Exception {
        Path profile = directory.resolve("opensc.toml");
        try (Device device = OpenSc.in(directory)) {
            String told = device.twin(Map.of(
                    "out",
                    profile.toString(),
                    "pin-record",
                    directory.resolve("state").toString()));

            assertThat(ProfileTable.faults(profile)).isEmpty();
            assertThat(ofAThousand(told, 600)).as(told).isGreaterThanOrEqualTo(LEAST_OF_OPENSC);
        }
    }

    /** @param leastRun how many cases the figure is of, at least */
    private static int ofAThousand(String told, int leastRun) {
        Matcher figure = FIGURE.matcher(told);
        assertThat(figure.find()).as(told).isTrue();
        int run = Integer.parseInt(figure.group(2));
        assertThat(run).isGreaterThan(leastRun);
        return 1000 * Integer.parseInt(figure.group(1)) / run;
    }
}
