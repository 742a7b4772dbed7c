package org.tokentwin.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;

class ReportTest {
    private static final TargetDescription TARGET = new TargetDescription(
            "the emulator, profile x: no device",
            "Library 1.0",
            "Maker",
            "2.20",
            "Maker Model",
            "8 to 20",
            List.of("CKF_RNG"),
            List.of());

    private static final RunFacts FACTS = new RunFacts(
            "1.2",
            "none",
            "session-objects (--allow)",
            "no user PIN, no SO PIN",
            Instant.EPOCH,
            Map.of("LOGIN-001", Duration.ofMillis(1234)));

    @TempDir
    private Path directory;

    @Test
    void json_isReadBack() throws IOException {
        Report report = report(Verdict.FAIL, "expected \"<this>\"\nbut was that");
        Path file = Files.writeString(directory.resolve("report.json"), report.json());

        assertThat(Report.read(file)).isEqualTo(report);
    }

    @Test
    void fileThatIsNoReport_isRefusedByName() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "nothing");

        assertThatThrownBy(() -> Report.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.json");
    }

    @Test
    void comparison_tellsVerdictsThatDiffer() {
        Comparison comparison = Comparison.of(report(Verdict.PASS, ""), report(Verdict.FAIL, "x"));

        assertThat(comparison.essential())
                .containsExactly(new Comparison.Difference("case LOGIN-001", "pass", "fail", Comparison.Heap.WORSE, 4));
        assertThat(comparison.text())
                .contains("A: pass")
                .contains("B: fail")
                .endsWith("1 differences: 1 worse in B, 0 better, 0 other\n");
    }

    @Test
    void sameResults_haveNoDifference() {
        assertThat(Comparison.of(report(Verdict.PASS, ""), report(Verdict.PASS, ""))
                        .differences())
                .isEmpty();
    }

    @Test
    void pages_escapeWhatTheTokenSays() {
        Report report = report(Verdict.FAIL, "<script>");

        assertThat(RunPage.of(report, FACTS))
                .contains("&lt;script&gt;")
                .containsOnlyOnce("<script>")
                .contains("C_Login");
        assertThat(Xml.of(report, FACTS)).contains("failures=\"1\"").contains("&lt;script&gt;");
        assertThat(Markdown.of(report)).contains("| LOGIN-001 | fail |");
    }

    @Test
    void eachForm_saysInItsFirstLineWhatWasTested() {
        Report report = report(Verdict.PASS, "");
        String device = "the emulator, profile x: no device";

        assertThat(Markdown.of(report).lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith(device));
        assertThat(Xml.of(report, FACTS).lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(device));
        assertThat(RunPage.of(report, FACTS)).contains("<h1>PKCS#11 conformance: Maker Model, on " + device + "</h1>");
        assertThat(report.json()).startsWith("{\n  \"target\" : {\n    \"device\" : \"" + device + "\"");
        assertThat(Comparison.of(report, report).text())
                .startsWith("A is " + device + " (the twin)\nB is " + device + " (the twin)\n");
        assertThat(ComparisonPage.of(Comparison.of(report, report))).contains("<h1>Twin report: A is " + device);
    }

    @Test
    void reportOfAnOlderVersion_isRead() throws IOException {
        String json = report(Verdict.PASS, "").json().replaceFirst("\"device\" : [^\n]*\n", "");

        assertThat(Report.read(Files.writeString(directory.resolve("older.json"), json))
                        .target()
                        .device())
                .isEqualTo("unknown, since the report is of an older version");
    }

    @Test
    void pageOfARun_saysHowItWasMade() {
        assertThat(RunPage.of(report(Verdict.PASS, ""), FACTS))
                .contains("The twin: the emulator, profile x: no device")
                .contains("<dt>Suite</dt>\n<dd>1.2</dd>")
                .contains("<dt>Profile</dt>\n<dd>none</dd>")
                .contains("<dd>session-objects (--allow)</dd>")
                .contains("<dd>no user PIN, no SO PIN</dd>")
                .contains("<dd>1970-01-01T00:00:00Z</dd>")
                .contains("1234 ms")
                .contains("data-group=\"LOGIN\"")
                .contains("text=CK_DEFINE_FUNCTION%28CK_RV%2C%20C_Login%29\"");
    }

    @Test
    void page_loadsNothingFromElsewhere() {
        assertThat(RunPage.of(report(Verdict.FAIL, "x"), FACTS))
                .contains("default-src 'none'")
                .doesNotContainPattern("src=\"|<link|@import|url\\(");
    }

    @Test
    void failuresOfOneCause_standTogetherAndDeviationsAreFolded() {
        Report report = Report.of(
                TARGET,
                List.of(
                        result("LOGIN-001", Verdict.FAIL, "there are 4 of 12"),
                        result("LOGIN-002", Verdict.FAIL, "there are 5 of 17"),
                        result("LOGIN-003", Verdict.DEVIATION, "expected CKR_A, seen CKR_B")));

        assertThat(RunPage.of(report, FACTS))
                .containsOnlyOnce("<section class=\"cause fail\">")
                .contains("<p class=\"soft\">2 cases</p>")
                .containsSubsequence("<h2>Deviations</h2><details>", "cause deviation", "expected CKR_A, seen CKR_B");
    }

    @Test
    void comparison_putsWhatIsWorseFirst() {
        Report left = Report.of(
                TARGET,
                List.of(
                        result("A-001", Verdict.FAIL, "x"),
                        result("A-002", Verdict.PASS, ""),
                        result("A-003", Verdict.PASS, ""),
                        result("A-004", Verdict.PASS, "")));
        Report right = Report.of(
                TARGET,
                List.of(
                        result("A-001", Verdict.PASS, ""),
                        result("A-002", Verdict.DEVIATION, "y"),
                        result("A-003", Verdict.FAIL, "x"),
                        result("A-004", Verdict.NOT_RUN, "no PIN")));
        Comparison comparison = Comparison.of(left, right);

        assertThat(comparison.in(Comparison.Heap.WORSE))
                .extracting(Comparison.Difference::subject)
                .containsExactly("case A-003", "case A-002");
        assertThat(comparison.in(Comparison.Heap.BETTER))
                .extracting(Comparison.Difference::subject)
                .containsExactly("case A-001");
        assertThat(comparison.in(Comparison.Heap.OTHER))
                .extracting(Comparison.Difference::subject)
                .containsExactly("case A-004");
        assertThat(ComparisonPage.of(comparison))
                .containsSubsequence(
                        "heap fail", "B is worse: 2", "heap pass", "B is better: 1", "heap other", "B is another: 1")
                .contains("The twin: the emulator");
    }

    @Test
    void junitXml_holdsWhatEachCaseTook() {
        assertThat(Xml.of(report(Verdict.PASS, ""), FACTS))
                .contains("time=\"1.234\"/>")
                .contains("time=\"1.234\">");
    }

    @Test
    void json_holdsNoTime() {
        assertThat(report(Verdict.PASS, "").json()).doesNotContain("1234").doesNotContain("millis");
    }

    private static Report report(Verdict verdict, String detail) {
        return Report.of(TARGET, List.of(result("LOGIN-001", verdict, detail)));
    }

    private static CaseResult result(String id, Verdict verdict, String detail) {
        return new CaseResult(
                id,
                "5.6 C_Login",
                "The right PIN logs the user in",
                Effect.READS,
                verdict,
                detail,
                List.of("C_Login(1, 1, PIN of 8 characters) = CKR_OK"),
                Map.of("C_Login", Map.of("CKR_OK", 1)),
                1234);
    }
}
