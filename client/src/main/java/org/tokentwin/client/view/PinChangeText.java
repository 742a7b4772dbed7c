package org.tokentwin.client.view;

/** A {@link PinChange} as text. */
public final class PinChangeText {
    private PinChangeText() {}

    public static String render(PinChange change) {
        TextPage page = new TextPage();
        page.line(0, "The PIN of " + Labels.of(change.token()) + " (serial " + change.serial() + ") was changed.");
        page.field(0, "PIN", change.pin().describe());
        if (!change.advice().isEmpty()) {
            page.line(0, "By the e-Cert Token's rule it lacks " + String.join(", ", change.advice()) + ".");
        }
        return page.toString();
    }
}
