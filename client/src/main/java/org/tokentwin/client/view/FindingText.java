package org.tokentwin.client.view;

import java.util.Locale;
import org.tokentwin.client.doctor.Finding;

/** A {@link Finding} as text: a line, and below it what to do. */
public final class FindingText {
    private FindingText() {}

    public static String render(Finding finding) {
        TextPage page = new TextPage();
        String state = "%-8s".formatted(finding.state().name().toLowerCase(Locale.ROOT));
        page.line(0, state + finding.subject() + ": " + finding.detail());
        if (!finding.next().isEmpty()) {
            page.line(4, "next: " + finding.next());
        }
        return page.toString();
    }
}
