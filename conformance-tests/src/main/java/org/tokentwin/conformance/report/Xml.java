package org.tokentwin.conformance.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.tokentwin.conformance.Verdict;

/** Reports in the XML that build servers take for JUnit's. */
public final class Xml {
    private Xml() {}

    /** One test suite, with the time that each case took; a deviation is reported as a failure, what was not run as skipped. */
    public static String of(Report report, RunFacts facts) {
        Map<Verdict, Long> counts = report.counts();
        long failures = counts.getOrDefault(Verdict.FAIL, 0L) + counts.getOrDefault(Verdict.DEVIATION, 0L);
        long skipped = counts.getOrDefault(Verdict.NOT_RUN, 0L) + counts.getOrDefault(Verdict.NOT_APPLICABLE, 0L);
        StringBuilder xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").append('\n');
        xml.append("<testsuite name=\"")
                .append(escaped(report.target().token()))
                .append(", on ")
                .append(escaped(report.target().device()));
        xml.append("\" errors=\"0\" tests=\"").append(report.cases().size());
        xml.append("\" failures=\"").append(failures);
        xml.append("\" skipped=\"").append(skipped);
        xml.append("\" time=\"").append(seconds(facts.total())).append("\">").append('\n');
        report.cases()
                .forEach(each ->
                        xml.append(testCase(each, facts.duration(each.id()))).append('\n'));
        return xml.append("</testsuite>").append('\n').toString();
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
    }

    private static String testCase(Report.Entry entry, Duration time) {
        String group = entry.id().substring(0, entry.id().lastIndexOf('-'));
        String start = "  <testcase classname=\"" + escaped(group) + "\" name=\"" + escaped(entry.id()) + " "
                + escaped(entry.requirement()) + "\" time=\"" + seconds(time) + "\"";
        String detail = "message=\"" + escaped(entry.detail()) + "\"";
        return switch (entry.verdict()) {
            case PASS -> start + "/>";
            case FAIL, DEVIATION ->
                start + "><failure type=\"" + entry.verdict() + "\" " + detail + ">"
                        + escaped(String.join("\n", entry.calls())) + "</failure></testcase>";
            case NOT_APPLICABLE, NOT_RUN -> start + "><skipped " + detail + "/></testcase>";
        };
    }

    /** Text as XML and HTML take it, within quotes too; what XML cannot hold is left out. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                default -> {
                    if (each >= ' ' && each != 0xFFFE && each != 0xFFFF) {
                        safe.appendCodePoint(each);
                    }
                }
            }
        });
        return safe.toString();
    }
}
