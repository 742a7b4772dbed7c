package org.tokentwin.conformance.report;

import java.util.Map;
import org.tokentwin.conformance.Verdict;

/** Reports in the XML that build servers take for JUnit's. */
public final class Xml {
    private Xml() {}

    /** One test suite; a deviation is told as a failure, what was not run as skipped. */
    public static String of(Report report) {
        Map<Verdict, Long> counts = report.counts();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                .formatted(
                        escaped(report.target().token()),
                        report.cases().size(),
                        counts.get(Verdict.FAIL) + counts.get(Verdict.DEVIATION),
                        counts.get(Verdict.NOT_RUN) + counts.get(Verdict.NOT_APPLICABLE)));
        report.cases().forEach(each -> xml.append(testCase(each)));
        return xml.append("</testsuite>\n").toString();
    }

    private static String testCase(Report.Entry entry) {
        String group = entry.id().substring(0, entry.id().lastIndexOf('-'));
        String start = "  <testcase classname=\"%s\" name=\"%s %s\""
                .formatted(escaped(group), escaped(entry.id()), escaped(entry.requirement()));
        return switch (entry.verdict()) {
            case PASS -> start + "/>\n";
            case FAIL, DEVIATION ->
                start
                        + "><failure type=\"%s\" message=\"%s\">%s</failure></testcase>\n"
                                .formatted(
                                        entry.verdict(),
                                        escaped(entry.detail()),
                                        escaped(String.join("\n", entry.calls())));
            case NOT_APPLICABLE, NOT_RUN ->
                start + "><skipped message=\"%s\"/></testcase>\n".formatted(escaped(entry.detail()));
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
