package org.tokentwin.conformance.report;

import java.util.List;

/** The page of a device and its twin: each case that differs, in three columns. */
public final class TwinPage {
    private TwinPage() {}

    /**
     * The page.
     *
     * @param unexpressed what the device does and no profile can say
     */
    public static String of(TwinReport report, List<String> unexpressed) {
        String title = "Twin report: " + report.figure();
        Page page = new Page(title);
        page.element("h1", title).raw("<div class=\"sides\">");
        side(page, "Device", report.device());
        side(page, "Twin", report.twin());
        page.raw("</div><div class=\"triple head\">");
        List.of("Case", "Device", "Twin", "Difference").forEach(each -> page.element("b", each));
        page.raw("</div><ul class=\"rows\">");
        report.rows()
                .forEach(row -> page.raw("<li class=\"triple\"><span>")
                        .element("b", row.id())
                        .element("span class=\"soft\"", row.requirement())
                        .raw("</span>")
                        .element("span data-of=\"Device\"", PlainWords.of(row.device()))
                        .element("span data-of=\"Twin\"", PlainWords.of(row.twin()))
                        .element("span data-of=\"Difference\"", row.difference())
                        .raw("</li>"));
        page.raw("</ul>");
        if (!unexpressed.isEmpty()) {
            page.element("h2", "What no profile can say").raw("<ul>");
            unexpressed.forEach(each -> page.element("li", each));
            page.raw("</ul>");
        }
        return page.end();
    }

    private static void side(Page page, String name, Report report) {
        page.raw("<div>").element("h2", name).who(report.target().device());
        page.element(
                        "p class=\"soft\"",
                        report.target().library() + ", " + report.target().token())
                .raw("</div>");
    }
}
