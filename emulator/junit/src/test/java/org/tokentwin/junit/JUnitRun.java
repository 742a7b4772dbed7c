package org.tokentwin.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What comes of a test class when JUnit runs it. */
final class JUnitRun {
    private final EngineExecutionResults results;

    private JUnitRun(EngineExecutionResults results) {
        this.results = results;
    }

    /** @param place where the emulator runs */
    static JUnitRun of(Class<?> tests, String place) {
        return of(tests, Map.of("tokentwin.runs", place, FailureTrace.DIRECTORY, "target/expected-failures"));
    }

    /** Keeps the transcripts of failed tests in a directory. */
    static JUnitRun keepingTraces(Class<?> tests, String place, Path directory) {
        return of(tests, Map.of("tokentwin.runs", place, FailureTrace.DIRECTORY, directory.toString()));
    }

    private static JUnitRun of(Class<?> tests, Map<String, String> parameters) {
        return new JUnitRun(EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .selectors(DiscoverySelectors.selectClass(tests))
                .execute());
    }

    long succeeded() {
        return results.testEvents().succeeded().count();
    }

    /** Why each that failed did: tests, and what comes before and after them. */
    List<String> failures() {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().map(JUnitRun::text).orElse("it was aborted"))
                .toList();
    }

    /** The values that the tests reported under a name. */
    List<String> reported(String name) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .get(name))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
