package org.tokentwin.conformance.report;

import java.util.List;
import org.tokentwin.conformance.report.Comparison.Difference;
import org.tokentwin.conformance.report.Comparison.Heap;

/** The page of two runs: which side is the twin, and where they differ, the worst first. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /** The page. */
    public static String of(Comparison comparison) {
        Page page = new Page(title(comparison));
        page.element("h1", title(comparison)).raw("<div class=\"sides\">");
        side(page, "A", comparison.left());
        side(page, "B", comparison.right());
        page.raw("</div>").element("p", comparison.summary());
        for (Heap heap : Heap.values()) {
            heap(page, heap, comparison.in(heap));
        }
        return page.end();
    }

    private static String title(Comparison comparison) {
        return "Twin report: A is " + comparison.left().target().device() + ", B is "
                + comparison.right().target().device();
    }

    private static void side(Page page, String name, Report report) {
        page.raw("<div>").element("h2", name).who(report.target().device());
        page.element(
                        "p class=\"soft\"",
                        report.target().library() + ", " + report.target().token())
                .raw("</div>");
    }

    private static void heap(Page page, Heap heap, List<Difference> differences) {
        page.raw("<section class=\"heap " + style(heap) + "\">")
                .element("h2", heap.title() + ": " + differences.size());
        page.raw("<ul class=\"rows\">");
        differences.forEach(each -> page.raw("<li class=\"pair\">")
                .element("b", each.subject())
                .element("span", "A: " + PlainWords.of(each.left()))
                .element("span", "B: " + PlainWords.of(each.right()))
                .raw("</li>"));
        page.raw("</ul></section>");
    }

    private static String style(Heap heap) {
        return switch (heap) {
            case WORSE -> "fail";
            case BETTER -> "pass";
            case OTHER -> "other";
        };
    }
}
