package org.tokentwin.client.view;

import java.util.Locale;
import org.tokentwin.client.doctor.Diagnosis;
import org.tokentwin.client.doctor.Finding;

/** A {@link Diagnosis} as text: a line for each finding, and below it what to do. */
public final class DiagnosisText {
    private DiagnosisText() {}

    public static String render(Diagnosis diagnosis) {
        TextPage page = new TextPage();
        diagnosis.findings().forEach(finding -> finding(page, finding));
        return page.toString();
    }

    private static void finding(TextPage page, Finding finding) {
        String state = "%-8s".formatted(finding.state().name().toLowerCase(Locale.ROOT));
        page.line(0, state + finding.subject() + ": " + finding.detail());
        if (!finding.next().isEmpty()) {
            page.line(4, "next: " + finding.next());
        }
    }
}
