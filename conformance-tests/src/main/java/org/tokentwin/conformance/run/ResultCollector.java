package org.tokentwin.conformance.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;
import org.tokentwin.conformance.CaseCalls;
import org.tokentwin.conformance.ConformanceRun;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.Verdict;

/** Makes results of what the JUnit Platform tells. */
final class ResultCollector implements TestExecutionListener {
    private final Optional<Path> vectors;
    private final Consumer<String> started;
    private final Consumer<CaseResult> results;
    private final Map<String, CaseCalls> calls = new ConcurrentHashMap<>();
    private final Map<String, String> aftermaths = new ConcurrentHashMap<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /**
     * @param vectors the directory of published vectors that take the place of the suite's own cases
     * @param started takes the id of a case that begins
     * @param results takes each result, from any thread, one at a time
     */
    ResultCollector(Optional<Path> vectors, Consumer<String> started, Consumer<CaseResult> results) {
        this.vectors = vectors;
        this.started = started;
        this.results = results;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
        CaseCatalogue.caseOf(test, vectors).ifPresent(found -> started.accept(found.id()));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        if (CaseCalls.isIn(entry.getKeyValuePairs())) {
            calls.put(test.getUniqueId(), CaseCalls.from(entry.getKeyValuePairs()));
        }
        Optional.ofNullable(entry.getKeyValuePairs().get(ConformanceRun.AFTERMATH))
                .ifPresent(why -> aftermaths.put(test.getUniqueId(), why));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> thrown = result.getThrowable();
        String id = test.getUniqueId();
        long now = System.nanoTime();
        Duration time = Duration.ofNanos(now - begun.getOrDefault(id, now));
        CaseCatalogue.caseOf(test, vectors)
                .map(found -> CaseResult.of(
                                found,
                                thrown.map(ResultCollector::verdict).orElse(Verdict.PASS),
                                thrown.map(ResultCollector::detail).orElse(""),
                                calls.getOrDefault(id, CaseCalls.NONE))
                        .taking(time))
                .map(found -> aftermaths.containsKey(id) ? found.withAftermath(aftermaths.get(id)) : found)
                .ifPresent(results);
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        CaseCatalogue.caseOf(test, vectors)
                .ifPresent(found -> results.accept(CaseResult.of(found, Verdict.NOT_RUN, reason, CaseCalls.NONE)));
    }

    private static Verdict verdict(Throwable thrown) {
        if (thrown instanceof Deviation) {
            return Verdict.DEVIATION;
        }
        if (thrown instanceof NotRun
                || thrown instanceof NoTokenException
                || thrown.getCause() instanceof NoTokenException) {
            return Verdict.NOT_RUN;
        }
        return thrown instanceof TestAbortedException ? Verdict.NOT_APPLICABLE : Verdict.FAIL;
    }

    private static String detail(Throwable thrown) {
        Throwable cause = thrown.getCause() instanceof NoTokenException gone ? gone : thrown;
        String message = String.valueOf(cause.getMessage());
        return cause instanceof AssertionError || cause instanceof RuntimeException
                ? message
                : cause.getClass().getSimpleName() + ": " + message;
    }
}
