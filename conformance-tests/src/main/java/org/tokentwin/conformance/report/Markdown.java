package org.tokentwin.conformance.report;

import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;

/** A run's summary in Markdown: what was tested, the sum, and what did not pass. */
public final class Markdown {
    private Markdown() {}

    /** The summary. */
    public static String of(Report report) {
        String sums = report.counts().entrySet().stream()
                .map(each -> "| " + each.getKey() + " | " + each.getValue() + " |\n")
                .collect(Collectors.joining());
        String rows = report.cases().stream()
                .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.DEVIATION)
                .map(each -> "| " + each.id() + " | " + each.verdict() + " | " + cell(each.requirement()) + " | "
                        + cell(each.detail()) + " |\n")
                .collect(Collectors.joining());
        return "# PKCS#11 conformance: " + report.target().token() + ", on "
                + report.target().device() + "\n\n"
                + report.target().library() + ", PKCS#11 "
                + report.target().cryptoki() + "\n\n| Verdict | Cases |\n|---|---|\n" + sums
                + (rows.isEmpty() ? "" : "\n| Case | Verdict | Required | Seen |\n|---|---|---|---|\n" + rows);
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
