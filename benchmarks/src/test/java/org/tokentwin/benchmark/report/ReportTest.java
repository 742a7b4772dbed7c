package org.tokentwin.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Environment;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Pace;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.benchmark.run.Sample;

class ReportTest {
    private static Measurement of(Operation operation, String target, int round, double p50) {
        Sample sample = new Sample(10, p50, p50, p50 * 2, p50 * 3, p50 * 9);
        return new Measurement(operation.id(), target, 1, round, Optional.of(sample), Optional.empty(), false);
    }

    private static Measurement missing(Operation operation, String target, String reason) {
        return new Measurement(operation.id(), target, 1, 1, Optional.empty(), Optional.of(reason), false);
    }

    private static RunResults results(Measurement... measurements) {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("emulator", "the emulator");
        targets.put("peer", "a <peer>");
        return new RunResults(
                "2026-01-02",
                new Environment("a processor", 2, 1000, "a system", "a VM", 0),
                Pace.QUICK,
                targets,
                List.of(measurements));
    }

    @Test
    void ratio_isTakenWithinRoundsAndThenTheirMedian() {
        Comparison comparison = new Comparison(results(
                of(Operation.TOKEN_INFO, "emulator", 1, 10),
                of(Operation.TOKEN_INFO, "peer", 1, 20),
                of(Operation.TOKEN_INFO, "emulator", 2, 100),
                of(Operation.TOKEN_INFO, "peer", 2, 300),
                of(Operation.TOKEN_INFO, "emulator", 3, 10),
                of(Operation.TOKEN_INFO, "peer", 3, 40)));

        assertThat(comparison.ratio(Operation.TOKEN_INFO, "peer", 1)).hasValue(3.0);
    }

    @Test
    void table_namesTheFastestAndByHowMuch() {
        String table = new MarkdownTable(results(
                        of(Operation.TOKEN_INFO, "emulator", 1, 10),
                        of(Operation.TOKEN_INFO, "peer", 1, 25),
                        of(Operation.SIGN_PKCS, "emulator", 1, 4000),
                        of(Operation.SIGN_PKCS, "peer", 1, 1000)))
                .text();

        assertThat(table)
                .contains("| C_GetTokenInfo | 10.0 µs | 25.0 µs | emulator, 2.50× |")
                .contains("| Sign RSA-2048, CKM_RSA_PKCS | 4.00 ms | 1.00 ms | peer, 4.00× |");
    }

    @Test
    void page_tellsWhyAnOperationWasNotMeasured() {
        String page = new HtmlReport(results(
                        of(Operation.SIGN_PSS, "emulator", 1, 10),
                        missing(Operation.SIGN_PSS, "peer", "it does not offer <PSS>")))
                .text();

        assertThat(page)
                .contains("it does not offer &lt;PSS&gt;", "a &lt;peer&gt;")
                .doesNotContain("<peer>");
    }

    @Test
    void page_needsNothingBesideItself() {
        String page = new HtmlReport(
                        results(of(Operation.TOKEN_INFO, "emulator", 1, 10), of(Operation.TOKEN_INFO, "peer", 1, 25)))
                .text();

        assertThat(page).contains("<style>", "<svg", "prefers-color-scheme").doesNotContain("http", "<script", "src=");
    }

    @Test
    void curve_hasALineForEachTargetThatWasMeasured() {
        String page = new HtmlReport(results(
                        of(Operation.OBJECTS_1, "emulator", 1, 10),
                        of(Operation.OBJECTS_1000, "emulator", 1, 70),
                        missing(Operation.OBJECTS_1, "peer", "no room")))
                .text();

        assertThat(page).containsOnlyOnce("<polyline").contains("emulator 70.0 µs", "1000 objects");
    }
}
