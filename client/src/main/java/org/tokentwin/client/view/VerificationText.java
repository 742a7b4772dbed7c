package org.tokentwin.client.view;

import org.tokentwin.client.x509.Validity;

/** A {@link Verification} as text. */
public final class VerificationText {
    private VerificationText() {}

    public static String render(Verification verification) {
        TextPage page = new TextPage();
        page.line(0, verification.valid() ? "The signature is valid." : "The signature is NOT valid.");
        page.field(1, "Signer", verification.signer());
        page.field(1, "Mechanism", verification.mechanism());
        page.field(1, "Verified by", verification.verifiedBy());
        verification
                .validity()
                .ifPresent(
                        dates -> page.field(1, "Certificate", dates == Validity.VALID ? "valid today" : dates.words()));
        verification.revocation().ifPresent(answer -> RevocationText.addTo(page, 1, answer));
        return page.toString();
    }
}
