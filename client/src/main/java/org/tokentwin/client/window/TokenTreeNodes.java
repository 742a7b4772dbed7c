package org.tokentwin.client.window;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.tree.DefaultMutableTreeNode;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.DataObjectEntry;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.KeyFields;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** Makes the tree: tokens, and on each its certificates, keys, data objects and settings. */
final class TokenTreeNodes {
    static final String ROOT = "tokens";

    private final Controls controls;
    private final Texts texts;
    private final TokenActions actions;
    private final InstantSource clock;
    private final TokenPages pages;

    TokenTreeNodes(Controls controls, TokenActions actions, InstantSource clock) {
        this.controls = controls;
        this.texts = controls.texts();
        this.actions = actions;
        this.clock = clock;
        this.pages = new TokenPages(controls, actions, clock);
    }

    DefaultMutableTreeNode of(DeskView view) {
        String text = view.tokens().isEmpty()
                ? texts.text("empty.text")
                : texts.text("tokens.count", view.tokens().size());
        DefaultMutableTreeNode root = group(ROOT, "node.tokens", Glyph.FOLDER, text);
        for (TokenView token : view.tokens()) {
            root.add(token(view, token));
        }
        return root;
    }

    private DefaultMutableTreeNode token(DeskView view, TokenView token) {
        String place = ROOT + "/" + token.id().slot() + "-" + token.id().serial();
        DefaultMutableTreeNode node = node(place, token.name(), Glyph.TOKEN, () -> pages.token(token, view.module()));
        node.add(certificates(place + "/user", "node.user", Glyph.CERTIFICATE, token, false));
        node.add(certificates(place + "/ca", "node.ca", Glyph.AUTHORITY, token, true));
        node.add(keys(place + "/keys", token));
        node.add(data(place + "/data", token));
        node.add(node(place + "/settings", texts.text("node.settings"), Glyph.SETTINGS, () -> pages.settings(token)));
        return node;
    }

    private DefaultMutableTreeNode certificates(
            String place, String key, Glyph glyph, TokenView token, boolean authorities) {
        List<CertificateEntry> certificates = token.certificates(authorities);
        DefaultMutableTreeNode node =
                group(place, key, Glyph.FOLDER, texts.text("certificates.count", certificates.size()));
        for (CertificateEntry certificate : certificates) {
            node.add(node(
                    place + "/" + certificate.id() + node.getChildCount(),
                    CertificateFields.name(certificate, clock.instant()),
                    glyph,
                    () -> new CertificatePage(controls, actions, token, certificate, clock.instant()).page()));
        }
        return node;
    }

    private DefaultMutableTreeNode keys(String place, TokenView token) {
        String text = token.keys().isEmpty() && !token.loggedOn()
                ? texts.text("keys.hidden")
                : texts.text("keys.count", token.keys().size());
        DefaultMutableTreeNode node = group(place, "node.keys", Glyph.FOLDER, text);
        for (PrivateKeyEntry key : token.keys()) {
            node.add(node(
                    place + "/" + key.id() + node.getChildCount(),
                    KeyFields.name(token, key, clock.instant()),
                    Glyph.KEY,
                    () -> pages.key(token, key)));
        }
        return node;
    }

    private DefaultMutableTreeNode data(String place, TokenView token) {
        DefaultMutableTreeNode node = group(
                place,
                "node.data",
                Glyph.FOLDER,
                texts.text("data.count", token.data().size()));
        for (DataObjectEntry data : token.data()) {
            node.add(node(
                    place + "/" + node.getChildCount(),
                    HarmlessText.of(data.label()),
                    Glyph.DATA,
                    () -> pages.data(data)));
        }
        return node;
    }

    private DefaultMutableTreeNode group(String place, String key, Glyph glyph, String text) {
        String name = texts.text(key);
        return node(place, name, glyph, () -> pages.group(glyph, name, text));
    }

    private static DefaultMutableTreeNode node(String place, String text, Glyph glyph, Supplier<JComponent> page) {
        return new DefaultMutableTreeNode(new TreeEntry(place, text, glyph, page));
    }
}
