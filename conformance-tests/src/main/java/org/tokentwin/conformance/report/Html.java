package org.tokentwin.conformance.report;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.TargetDescription;

/** Reports as one page that needs nothing else: no script, no other file. */
public final class Html {
    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em;color:#222}
            table{border-collapse:collapse;margin:.5em 0 1.5em}td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left;
            vertical-align:top}pre{background:#f4f4f4;padding:.6em;overflow-x:auto;font-size:13px}
            .pass{background:#dff2df}.fail{background:#f8d4d4}.deviation{background:#fdf0c8}.not{background:#eee}
            .matrix td{text-align:center}.matrix th.ckr{writing-mode:vertical-rl;font-weight:normal;font-size:12px}
            """;

    private final StringBuilder page = new StringBuilder();

    private Html(String title) {
        line("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><style>\n" + STYLE + "</style></head><body>\n<h1>" + escaped(title) + "</h1>");
    }

    /** The page of one run. */
    public static String of(Report report) {
        Html html = new Html("PKCS#11 conformance: " + report.target().token() + ", on "
                + report.target().device());
        html.target(report.target());
        html.summary(report);
        html.notPassed(report);
        html.matrix(report);
        html.mechanisms(report.target());
        html.all(report);
        return html.line("</body></html>").page.toString();
    }

    /** The page of two. */
    public static String of(Comparison comparison) {
        Html html = new Html("Twin report: A is " + comparison.left().target().device() + ", B is "
                + comparison.right().target().device());
        html.line("<p>A: " + escaped(side(comparison.left())) + "<br>B: " + escaped(side(comparison.right())) + "</p>");
        html.line("<p>" + comparison.differences().size() + " differences.</p>");
        html.line("<table><tr><th>What</th><th>A</th><th>B</th></tr>");
        comparison.differences().forEach(each -> html.row("", each.subject(), each.left(), each.right()));
        return html.line("</table>").line("</body></html>").page.toString();
    }

    private static String side(Report report) {
        return report.target().library() + ", " + report.target().device();
    }

    private void target(TargetDescription target) {
        line("<table>");
        row("", "Tested", target.device());
        row("", "Library", target.library() + ", " + target.manufacturer() + ", PKCS#11 " + target.cryptoki());
        row("", "Token", target.token());
        row("", "PIN", target.pinLengths() + " bytes");
        row("", "Flags", String.join(" ", target.flags()));
        line("</table>");
    }

    private void summary(Report report) {
        line("<h2>Summary</h2><table>");
        report.counts().forEach((verdict, count) -> row(style(verdict), verdict.toString(), count.toString()));
        line("</table>");
    }

    private void notPassed(Report report) {
        line("<h2>Failures and deviations</h2>");
        report.cases().stream()
                .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.DEVIATION)
                .forEach(each -> {
                    line("<h3 id=\"" + each.id() + "\"><span class=\"" + style(each.verdict()) + "\">" + each.verdict()
                            + "</span> " + each.id() + "</h3><p>" + escaped(each.requirement()) + " ("
                            + escaped(each.section()) + ")</p>");
                    line("<pre>" + escaped(each.detail()) + "</pre><details><summary>"
                            + each.calls().size()
                            + " calls</summary><pre>" + escaped(String.join("\n", each.calls()))
                            + "</pre></details>");
                });
    }

    private void matrix(Report report) {
        NavigableSet<String> values = new TreeSet<>();
        report.functions().values().forEach(values::addAll);
        line("<h2>Functions and return values</h2><table class=\"matrix\"><tr><th></th>");
        values.forEach(value -> line("<th class=\"ckr\">" + escaped(value) + "</th>"));
        line("</tr>");
        report.functions().forEach((function, seen) -> {
            line("<tr><th>" + escaped(function) + "</th>");
            values.forEach(value -> line(seen.contains(value) ? "<td class=\"pass\">●</td>" : "<td></td>"));
            line("</tr>");
        });
        line("</table>");
    }

    private void mechanisms(TargetDescription target) {
        line("<h2>Mechanisms</h2><table>");
        target.mechanisms().forEach(each -> row("", each.name(), each.info()));
        line("</table>");
    }

    private void all(Report report) {
        line("<h2>Cases</h2><table>");
        report.cases()
                .forEach(each -> row(
                        style(each.verdict()),
                        each.id(),
                        each.verdict().toString(),
                        each.requirement(),
                        each.section(),
                        isHeld(each.verdict()) ? each.detail() : ""));
        line("</table>");
    }

    private static boolean isHeld(Verdict verdict) {
        return verdict == Verdict.NOT_RUN || verdict == Verdict.NOT_APPLICABLE;
    }

    private void row(String style, String... cells) {
        line("<tr class=\"" + style + "\">");
        List.of(cells).forEach(cell -> line("<td>" + escaped(cell) + "</td>"));
        line("</tr>");
    }

    private static String style(Verdict verdict) {
        return isHeld(verdict) ? "not" : verdict.toString();
    }

    private Html line(String text) {
        page.append(text).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return Xml.escaped(text);
    }
}
