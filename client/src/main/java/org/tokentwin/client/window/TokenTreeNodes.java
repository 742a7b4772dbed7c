package org.tokentwin.client.window;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.swing.JComponent;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.KeyFields;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** Makes the tree: tokens, and on each its certificates, keys, data objects and settings. */
final class TokenTreeNodes {
    static final String ROOT = "tokens";

    /** Below a token: the two kinds of certificates, keys, data objects and settings. */
    private static final int GROUPS = 5;

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

    TokenTree of(DeskView view) {
        String text = view.tokens().isEmpty()
                ? texts.text("empty.text")
                : texts.text("tokens.count", view.tokens().size());
        return new TokenTree(group(
                ROOT,
                "node.tokens",
                text,
                view.tokens().size(),
                () -> view.tokens().stream().map(token -> token(view, token)).toList()));
    }

    /** How many nodes there are, were they all made. */
    static int count(DeskView view) {
        return 1
                + view.tokens().stream()
                        .mapToInt(token -> 1
                                + GROUPS
                                + token.certificates().size()
                                + token.keys().size()
                                + token.data().size())
                        .sum();
    }

    private TreeEntry token(DeskView view, TokenView token) {
        String place = ROOT + "/" + token.id().slot() + "-" + token.id().serial();
        return new TreeEntry(
                place,
                token.name(),
                Glyph.TOKEN,
                List.of(token, view.module()),
                () -> pages.token(token, view.module()),
                GROUPS,
                () -> List.of(
                        certificates(place + "/user", "node.user", Glyph.CERTIFICATE, token, false),
                        certificates(place + "/ca", "node.ca", Glyph.AUTHORITY, token, true),
                        keys(place + "/keys", token),
                        data(place + "/data", token),
                        leaf(
                                place + "/settings",
                                texts.text("node.settings"),
                                Glyph.SETTINGS,
                                token,
                                () -> pages.settings(token))));
    }

    private TreeEntry certificates(String place, String key, Glyph glyph, TokenView token, boolean authorities) {
        List<CertificateEntry> certificates = token.certificates(authorities);
        return group(
                place,
                key,
                texts.text("certificates.count", certificates.size()),
                certificates.size(),
                () -> numbered(
                        certificates,
                        (certificate, number) -> leaf(
                                place + "/" + certificate.id() + number,
                                CertificateFields.name(certificate, clock.instant()),
                                glyph,
                                List.of(token, certificate),
                                () -> new CertificatePage(controls, actions, token, certificate, clock.instant())
                                        .page())));
    }

    private TreeEntry keys(String place, TokenView token) {
        String text = token.keys().isEmpty() && !token.loggedOn()
                ? texts.text("keys.hidden")
                : texts.text("keys.count", token.keys().size());
        return group(
                place,
                "node.keys",
                text,
                token.keys().size(),
                () -> numbered(
                        token.keys(),
                        (key, number) -> leaf(
                                place + "/" + key.id() + number,
                                KeyFields.name(token, key, clock.instant()),
                                Glyph.KEY,
                                List.of(token, key),
                                () -> pages.key(token, key))));
    }

    private TreeEntry data(String place, TokenView token) {
        return group(
                place,
                "node.data",
                texts.text("data.count", token.data().size()),
                token.data().size(),
                () -> numbered(
                        token.data(),
                        (data, number) -> leaf(
                                place + "/" + number,
                                HarmlessText.of(data.label()),
                                Glyph.DATA,
                                data,
                                () -> pages.data(data))));
    }

    private static <T> List<TreeEntry> numbered(List<T> things, BiFunction<T, Integer, TreeEntry> entry) {
        return IntStream.range(0, things.size())
                .mapToObj(number -> entry.apply(things.get(number), number))
                .toList();
    }

    private TreeEntry group(String place, String key, String text, int size, Supplier<List<TreeEntry>> below) {
        String name = texts.text(key);
        return new TreeEntry(place, name, Glyph.FOLDER, text, () -> pages.group(Glyph.FOLDER, name, text), size, below);
    }

    private static TreeEntry leaf(String place, String text, Glyph glyph, Object content, Supplier<JComponent> page) {
        return new TreeEntry(place, text, glyph, content, page, 0, List::of);
    }
}
