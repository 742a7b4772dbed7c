package org.tokentwin.conformance.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.tokentwin.client.cli.ProgramVersion;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.text.Harmless;

/**
 * How a run was made. It stands on pages and in JUnit's XML, and not in the JSON, which is the same for two runs with the same results.
 *
 * @param version of the suite
 * @param profile the model that the token was held against
 * @param allowed the most that a case could do
 * @param pins which PINs the suite had
 * @param ended when
 * @param durations of the cases, by id
 */
public record RunFacts(
        String version, String profile, String allowed, String pins, Instant ended, Map<String, Duration> durations) {
    /** Makes harmless what the user said. */
    public RunFacts {
        profile = Harmless.line(profile);
    }

    /** The facts of a run. */
    public static RunFacts of(TargetOptions options, Collection<CaseResult> results, Instant ended) {
        boolean emulator = options.module().isEmpty();
        return new RunFacts(
                ProgramVersion.number(),
                options.profile().orElse(emulator ? "the emulator's default" : "none: what the token says of itself"),
                emulator ? "everything, on a throw-away token for each case" : options.allowed() + " (--allow)",
                emulator
                        ? "those of the throw-away tokens"
                        : given(options.pin().isPresent(), "user PIN") + ", "
                                + given(options.soPin().isPresent(), "SO PIN"),
                ended,
                results.stream()
                        .collect(Collectors.toMap(
                                CaseResult::id, each -> Duration.ofMillis(each.millis()), (one, same) -> one)));
    }

    private static String given(boolean given, String pin) {
        return (given ? "" : "no ") + pin + (given ? " given" : "");
    }

    /** How long a case took. */
    public Duration duration(String id) {
        return durations.getOrDefault(id, Duration.ZERO);
    }

    /** How long all cases took, one after another. */
    public Duration total() {
        return durations.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
