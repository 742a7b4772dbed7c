package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Font;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.CertificateFields.Link;
import org.tokentwin.client.window.model.CertificateFields.StatusLine;
import org.tokentwin.client.window.model.CertificateFields.Verdict;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** A certificate: overview, all fields, chain, status, PEM. */
final class CertificatePage {
    private static final int STEP = 28;
    private static final int MARK = 22;

    private final Controls controls;
    private final Texts texts;
    private final TokenActions actions;
    private final TokenView token;
    private final CertificateEntry entry;
    private final CertificateFields fields;
    private final String name;

    CertificatePage(Controls controls, TokenActions actions, TokenView token, CertificateEntry entry, Instant now) {
        this.controls = controls;
        this.texts = controls.texts();
        this.actions = actions;
        this.token = token;
        this.entry = entry;
        this.fields = new CertificateFields(texts, token, entry, now);
        this.name = CertificateFields.name(entry, now);
    }

    JComponent page() {
        JTabbedPane tabs = new JTabbedPane();
        tabs.setName("certificate.tabs");
        tabs.getAccessibleContext().setAccessibleName(name);
        tab(tabs, "cert.tab.overview", Controls.scrolling(margin(new FieldsPanel(controls, fields.overview()))));
        tab(tabs, "cert.tab.all", Controls.scrolling(margin(new FieldsPanel(controls, fields.all()))));
        tab(tabs, "cert.tab.chain", Controls.scrolling(margin(chain())));
        tab(tabs, "cert.tab.status", Controls.scrolling(margin(status())));
        fields.pem().ifPresent(pem -> tab(tabs, "cert.tab.pem", pem(pem)));
        return Page.of(
                controls,
                entry.isAuthority() ? Glyph.AUTHORITY : Glyph.CERTIFICATE,
                name,
                controls.muted(texts.text(entry.isAuthority() ? "cert.kind.ca" : "cert.kind.user")),
                buttons(),
                tabs);
    }

    private List<JButton> buttons() {
        List<JButton> buttons = new ArrayList<>();
        buttons.add(controls.tool("action.copy", Glyph.COPY, () -> actions.copy(Field.copy(fields.all()))));
        if (entry.certificate().isPresent()) {
            buttons.add(controls.tool("action.export", Glyph.EXPORT, () -> actions.exportCertificate(entry)));
            buttons.add(controls.tool("action.delete", Glyph.DELETE, () -> actions.deleteCertificate(token, entry)));
        }
        return buttons;
    }

    private void tab(JTabbedPane tabs, String key, JComponent content) {
        Mnemonic words = Mnemonic.of(texts.text(key));
        tabs.addTab(words.text(), content);
        int index = tabs.getTabCount() - 1;
        words.letter().ifPresent(letter -> {
            tabs.setMnemonicAt(index, letter);
            tabs.setDisplayedMnemonicIndexAt(index, words.index());
        });
    }

    private static <C extends JComponent> C margin(C content) {
        content.setBorder(BorderFactory.createEmptyBorder(Controls.MARGIN, 2, Controls.MARGIN, Controls.MARGIN));
        return content;
    }

    /** From the root down, each below its issuer. */
    private FlowingPanel chain() {
        List<Link> links = fields.chain();
        FlowingPanel list = Controls.flowing();
        for (int i = 0; i < links.size(); i++) {
            boolean last = i == links.size() - 1;
            JLabel name = controls.label(links.get(i).name());
            name.setName("chain");
            name.setIcon((last && !entry.isAuthority() ? Glyph.CERTIFICATE : Glyph.AUTHORITY)
                    .icon(MARK)
                    .in(Appearance.accent()));
            name.setFont(name.getFont().deriveFont(last ? Font.BOLD : Font.PLAIN));
            name.setIconTextGap(Controls.GAP);
            name.setBorder(BorderFactory.createEmptyBorder(0, i * STEP, 0, 0));
            JTextArea subject =
                    controls.paragraph(links.get(i).subject(), links.get(i).name());
            subject.setForeground(Appearance.muted());
            subject.setBorder(BorderFactory.createEmptyBorder(2, i * STEP + MARK + Controls.GAP, Controls.MARGIN, 0));
            subject.setAlignmentX(0);
            list.add(name);
            list.add(subject);
        }
        if (!fields.chainIsComplete()) {
            list.add(controls.label(texts.text("status.chain.open"), 1f, Font.PLAIN, Appearance.warning()));
        }
        return list;
    }

    private FlowingPanel status() {
        FlowingPanel list = Controls.flowing();
        for (StatusLine line : fields.status()) {
            JLabel label = controls.label(line.text());
            label.setName("status");
            label.setIcon(mark(line.verdict()));
            label.setIconTextGap(Controls.GAP);
            list.add(label);
            list.add(Box.createVerticalStrut(Controls.GAP));
        }
        JTextArea note = controls.paragraph(texts.text("status.note"), texts.text("status.note.name"));
        note.setForeground(Appearance.muted());
        note.setAlignmentX(0);
        list.add(note);
        if (entry.certificate().isPresent()) {
            list.add(Box.createVerticalStrut(Controls.MARGIN));
            list.add(controls.button("action.check", Glyph.AUTHORITY, () -> actions.askIssuer(token, entry)));
        }
        return list;
    }

    private static GlyphIcon mark(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> Glyph.CHECK.icon(MARK).in(Appearance.good());
            case ATTENTION -> Glyph.WARNING.icon(MARK).in(Appearance.warning());
            case UNKNOWN -> Glyph.INFORMATION.icon(MARK).in(Appearance.muted());
        };
    }

    private JComponent pem(String pem) {
        JTextArea text = new JTextArea(pem);
        text.setName("pem");
        text.setEditable(false);
        text.setFont(new Font(Font.MONOSPACED, Font.PLAIN, text.getFont().getSize()));
        text.setCaretPosition(0);
        text.getAccessibleContext().setAccessibleName(texts.text("cert.pem"));
        JPanel panel = margin(new JPanel(new BorderLayout(0, Controls.GAP)));
        panel.setOpaque(false);
        panel.add(Controls.row(controls.tool("action.pem", Glyph.COPY, () -> actions.copy(pem))), BorderLayout.NORTH);
        panel.add(Controls.scrolling(text), BorderLayout.CENTER);
        return panel;
    }
}
