package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** The versions of other people's software. Where they are not those of kept results a comparison is skipped, and in CI it fails. */
final class DebianPackages {
    private static final String UNKNOWN = "unknown";

    private DebianPackages() {}

    /** By name; {@code unknown} of what is not installed, or not by dpkg. */
    static SortedMap<String, String> versionsOf(String... names) throws IOException, InterruptedException {
        SortedMap<String, String> versions = new TreeMap<>();
        for (String name : names) {
            versions.put(name, version(name));
        }
        return versions;
    }

    static void require(Map<String, String> kept, Map<String, String> here) {
        String reason = "the results were kept with " + kept + ", and here is " + here
                + ": install these versions, or write the results anew";
        if (!kept.equals(here)) {
            assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
        }
        Assumptions.assumeTrue(kept.equals(here), reason);
    }

    private static String version(String name) throws IOException, InterruptedException {
        Process query;
        try {
            query = new ProcessBuilder("dpkg-query", "--show", "--showformat", "${Version}", name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return UNKNOWN; // no Debian
        }
        String version = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return query.waitFor() == 0 && !version.isEmpty() ? version : UNKNOWN;
    }
}
