package org.tokentwin.conformance.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a case may take. */
final class CaseLimit {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "For one case, on a module. Default: ${DEFAULT-VALUE}.")
    private int seconds = 300;

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
