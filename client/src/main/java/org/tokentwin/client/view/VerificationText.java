package org.tokentwin.client.view;

/** A {@link Verification} as text. */
public final class VerificationText {
    private VerificationText() {}

    public static String render(Verification verification) {
        TextPage page = new TextPage();
        page.line(0, verification.valid() ? "The signature is valid." : "The signature is NOT valid.");
        page.field(1, "Signer", verification.signer());
        page.field(1, "Mechanism", verification.mechanism());
        page.field(1, "Verified by", verification.verifiedBy());
        return page.toString();
    }
}
