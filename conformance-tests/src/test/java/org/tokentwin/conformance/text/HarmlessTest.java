package org.tokentwin.conformance.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.report.Markdown;
import org.tokentwin.conformance.report.Report;
import org.tokentwin.conformance.report.RunFacts;
import org.tokentwin.conformance.report.RunPage;
import org.tokentwin.conformance.report.Xml;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;

/** What a module says, on its way to a terminal and into reports. */
class HarmlessTest {
    private static final String HOSTILE = "a\0b\u001b]0;owned\u0007\u009b31m\u202Ecba\u2066\uFEFF\uD800\u2028pass";

    @ParameterizedTest
    @CsvSource({
        "0000", "0007", "001B", "007F", "009B", "00AD", "200F", "202E", "2066", "2028", "FEFF", "D800", "E000", "FFFF"
    })
    void characterThatDoesNotShow_isEscaped(String hex) {
        String text = "a" + (char) Integer.parseInt(hex, 16) + "b";

        assertThat(Harmless.line(text)).isEqualTo("a\\u" + hex + "b");
        assertThat(Harmless.text(text)).isEqualTo("a\\u" + hex + "b");
    }

    @Test
    void otherWriting_staysAsItIs() {
        assertThat(Harmless.line("陳大文 Åse 😀")).isEqualTo("陳大文 Åse 😀");
    }

    @Test
    void lineEnd_staysInATextOnly() {
        assertThat(Harmless.text("a\nb")).isEqualTo("a\nb");
        assertThat(Harmless.line("a\nb")).isEqualTo("a\\u000Ab");
    }

    @Test
    void longText_isCutWithItsTrueLengthAndOnce() {
        String cut = Harmless.text("x\0".repeat(50_000));

        assertThat(cut).hasSizeLessThan(2100).endsWith("… (100000 characters)");
        assertThat(Harmless.text(cut)).isEqualTo(cut);
    }

    @Test
    void everyWayOut_isHarmless() {
        CaseResult result = new CaseResult(
                "LOGIN-001", "5.6", "r", Effect.READS, Verdict.FAIL, HOSTILE, List.of(HOSTILE, HOSTILE), Map.of(), 0);
        TargetDescription target = new TargetDescription(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                List.of(new TargetDescription.Mechanism(HOSTILE, HOSTILE)));
        Report report = Report.of(target, List.of(result));
        RunFacts facts = new RunFacts("1", HOSTILE, "reads", "none", Instant.EPOCH, Map.of());

        assertThat(List.of(
                        result.detail(),
                        report.json(),
                        RunPage.of(report, facts),
                        Xml.of(report, facts),
                        Markdown.of(report),
                        String.valueOf(new NoTokenException(HOSTILE).getMessage())))
                .allSatisfy(text -> assertThat(text)
                        .contains("\\u202E")
                        .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e\\u2066\\ufeff\\u2028]"));
    }
}
