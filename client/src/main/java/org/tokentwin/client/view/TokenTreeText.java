package org.tokentwin.client.view;

import java.util.List;
import org.tokentwin.client.pkcs11.ModuleInfo;

/** A {@link TokenTree} as an indented tree: module, slot, token, certificates. */
public final class TokenTreeText {
    private TokenTreeText() {}

    public static String render(TokenTree tree) {
        TextPage page = new TextPage();
        ModuleInfo module = tree.module();
        page.line(0, "Module " + module.path());
        page.line(
                1,
                "%s %s, %s, PKCS#11 %s"
                        .formatted(
                                module.description(),
                                module.libraryVersion(),
                                module.manufacturer(),
                                module.cryptokiVersion()));
        tree.slots().forEach(slot -> slot(page, slot));
        return page.toString();
    }

    private static void slot(TextPage page, TokenTree.SlotNode slot) {
        String state = slot.token().isPresent() ? "" : " empty";
        String description = slot.description().isEmpty() ? "" : " " + slot.description();
        page.line(1, "Slot " + slot.id() + ":" + description + state);
        slot.token().ifPresent(token -> token(page, token));
    }

    private static void token(TextPage page, TokenTree.TokenNode token) {
        page.line(2, Labels.of(token.label()));
        page.line(
                3,
                "%s, %s, serial %s, PIN: %s"
                        .formatted(
                                token.model(),
                                token.manufacturer(),
                                token.serial(),
                                token.pin().describe()));
        group(page, "User certificates", token.certificates(), false);
        group(page, "CA certificates", token.certificates(), true);
    }

    private static void group(TextPage page, String name, List<CertificateSummary> all, boolean authorities) {
        List<CertificateSummary> group =
                all.stream().filter(c -> c.authority() == authorities).toList();
        if (group.isEmpty()) {
            return;
        }
        page.line(3, name);
        group.forEach(certificate -> page.line(4, CertificateSummaryText.line(certificate)));
    }
}
