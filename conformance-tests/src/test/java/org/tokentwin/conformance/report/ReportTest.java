package org.tokentwin.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        assertThat(comparison.essential()).containsExactly(new Comparison.Difference("case LOGIN-001", "pass", "fail"));
        assertThat(comparison.text()).contains("A: pass").contains("B: fail").endsWith("1 differences\n");
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

        assertThat(Html.of(report))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .contains("C_Login");
        assertThat(Xml.of(report)).contains("failures=\"1\"").contains("&lt;script&gt;");
        assertThat(Markdown.of(report)).contains("| LOGIN-001 | fail |");
    }

    @Test
    void eachForm_saysInItsFirstLineWhatWasTested() {
        Report report = report(Verdict.PASS, "");
        String device = "the emulator, profile x: no device";

        assertThat(Markdown.of(report).lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith(device));
        assertThat(Xml.of(report).lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(device));
        assertThat(Html.of(report)).contains("<h1>PKCS#11 conformance: Maker Model, on " + device + "</h1>");
        assertThat(report.json()).startsWith("{\n  \"target\" : {\n    \"device\" : \"" + device + "\"");
        assertThat(Comparison.of(report, report).text()).startsWith("A is " + device + "\nB is " + device + "\n");
        assertThat(Html.of(Comparison.of(report, report))).contains("<h1>Twin report: A is " + device);
    }

    @Test
    void reportOfAnOlderVersion_isRead() throws IOException {
        String json = report(Verdict.PASS, "").json().replaceFirst("\"device\" : [^\n]*\n", "");

        assertThat(Report.read(Files.writeString(directory.resolve("older.json"), json))
                        .target()
                        .device())
                .isEqualTo("unknown, since the report is of an older version");
    }

    private static Report report(Verdict verdict, String detail) {
        return Report.of(
                TARGET,
                List.of(new CaseResult(
                        "LOGIN-001",
                        "5.6 C_Login",
                        "The right PIN logs the user in",
                        Effect.READS,
                        verdict,
                        detail,
                        List.of("C_Login(1, 1, PIN of 8 characters) = CKR_OK"),
                        Map.of("C_Login", Map.of("CKR_OK", 1)))));
    }
}
