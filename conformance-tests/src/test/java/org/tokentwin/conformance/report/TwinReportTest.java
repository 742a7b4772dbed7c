package org.tokentwin.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.TargetDescription;

class TwinReportTest {
    private static final TargetDescription TARGET =
            new TargetDescription("a token behind x.so", "x", "x", "2.40", "x", "4 to 8", List.of(), List.of());

    @Test
    void verdictAndValue_areAlikeTogether() {
        TwinReport report = TwinReport.of(
                report(
                        entry("A-001", Verdict.PASS, ""),
                        entry("A-002", Verdict.DEVIATION, "expected CKR_KEY_HANDLE_INVALID, seen CKR_GENERAL_ERROR"),
                        entry("A-003", Verdict.DEVIATION, "expected CKR_KEY_HANDLE_INVALID, seen CKR_GENERAL_ERROR"),
                        entry("A-004", Verdict.FAIL, "3 objects before it, 4 after it"),
                        entry("A-005", Verdict.NOT_APPLICABLE, "no such mechanism"),
                        entry("A-006", Verdict.PASS, "")),
                report(
                        entry("A-001", Verdict.PASS, ""),
                        entry("A-002", Verdict.DEVIATION, "expected CKR_KEY_HANDLE_INVALID, seen CKR_GENERAL_ERROR"),
                        entry("A-003", Verdict.DEVIATION, "expected CKR_KEY_HANDLE_INVALID, seen CKR_DEVICE_ERROR"),
                        entry("A-004", Verdict.FAIL, "5 objects before it, 6 after it"),
                        entry("A-005", Verdict.PASS, ""),
                        entry("A-006", Verdict.NOT_APPLICABLE, "no key")));

        assertThat(report.figure()).isEqualTo("3 of 6 cases alike (50.0 of 100); 0 run on one side only");
        assertThat(report.differences())
                .isEqualTo(Map.of(
                        "they return other values",
                        1L,
                        "the device lacks what the case is about",
                        1L,
                        "the twin lacks what the case is about",
                        1L));
    }

    @Test
    void caseThatSaysNothing_isNotCounted() {
        TwinReport report = TwinReport.of(
                report(
                        entry("A-001", Verdict.NOT_APPLICABLE, "no key"),
                        entry("A-002", Verdict.NOT_RUN, "no PIN"),
                        entry("A-003", Verdict.NOT_RUN, "no PIN")),
                report(
                        entry("A-001", Verdict.NOT_APPLICABLE, "no mechanism"),
                        entry("A-002", Verdict.NOT_RUN, "no PIN"),
                        entry("A-003", Verdict.PASS, "")));

        assertThat(report.run()).isZero();
        assertThat(report.figure()).isEqualTo("0 of 0 cases alike; 1 run on one side only");
    }

    @Test
    void page_hasThreeColumnsAndEscapesWhatAModuleSays() {
        TwinReport report = TwinReport.of(
                report(entry("A-001", Verdict.FAIL, "<script>CKR_OK")), report(entry("A-001", Verdict.PASS, "")));

        assertThat(TwinPage.of(report, List.of("<b>a clock</b>")))
                .contains("<b>Device</b>", "<b>Twin</b>", "<b>Difference</b>", "0 of 1 cases alike")
                .contains(
                        "the twin follows the standard, and the device does not", "&lt;script&gt;", "&lt;b&gt;a clock")
                .doesNotContain("<script>CKR_OK");
    }

    private static Report report(Report.Entry... entries) {
        return new Report(1, TARGET, Map.of(), Arrays.asList(entries));
    }

    private static Report.Entry entry(String id, Verdict verdict, String detail) {
        return new Report.Entry(id, "5.1", "a requirement", verdict, detail, List.of());
    }
}
