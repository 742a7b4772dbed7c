package org.tokentwin.client.view;

import org.tokentwin.client.revocation.Asked;
import org.tokentwin.client.revocation.RevocationAnswer;

/** How a certificate stands with its issuer, and who said so. */
final class RevocationText {
    private RevocationText() {}

    static void addTo(TextPage page, int indent, RevocationAnswer answer) {
        page.field(indent, "Revocation", answer.words());
        page.fields(indent, "Asked", answer.asked().stream().map(Asked::words).toList());
    }
}
