package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

class VerdictPrinterTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter terminal = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void resultsInAnyOrder_areToldInTheirOrder() {
        VerdictPrinter printer = printer(new LinkedHashSet<>(List.of("A-001", "A-002", "A-003")));

        printer.print(result("A-003", Verdict.PASS));
        printer.print(result("A-001", Verdict.PASS));
        assertThat(out.toString()).contains("A-001").doesNotContain("A-003");
        printer.print(result("A-002", Verdict.PASS));
        assertThat(out.toString()).containsSubsequence("A-001", "A-002", "A-003");
    }

    @Test
    void resultThatNeverComes_holdsNoOtherBack() {
        VerdictPrinter printer = printer(new LinkedHashSet<>(List.of("A-001", "A-002")));

        printer.print(result("A-002", Verdict.PASS));
        printer.summarize();
        assertThat(out.toString()).contains("pass  A-002");
    }

    @Test
    void failuresOfALongRun_areRepeatedAtTheEnd() {
        VerdictPrinter printer = printer(Set.of());

        printer.print(result("A-001", Verdict.FAIL));
        IntStream.range(100, 130).forEach(number -> printer.print(result("A-" + number, Verdict.PASS)));
        assertThat(printer.summarize()).isEqualTo(1);
        assertThat(out.toString())
                .containsSubsequence("FAIL  A-001", "pass  A-129", "1 failed:", "FAIL  A-001", "30 passed, 1 failed");
    }

    @Test
    void progress_countsAndTellsTheTimeLeft() {
        VerdictPrinter printer = printer(Set.of());

        IntStream.range(100, 150).forEach(number -> {
            printer.print(result("A-" + number, number == 110 ? Verdict.FAIL : Verdict.PASS));
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        });
        assertThat(terminal.toString()).contains("\r\033[K50 of 100, 1 failed, about 50 s left");
    }

    private VerdictPrinter printer(Set<String> order) {
        Progress progress = new Progress(Optional.of(new PrintWriter(terminal)), 100, clock::get);
        return new VerdictPrinter(new PrintWriter(out), progress, Map.of(), order);
    }

    private static CaseResult result(String id, Verdict verdict) {
        return new CaseResult(
                id,
                "5.1",
                "It does",
                Effect.READS,
                verdict,
                verdict == Verdict.PASS ? "" : "why",
                List.of(),
                Map.of(),
                0);
    }
}
