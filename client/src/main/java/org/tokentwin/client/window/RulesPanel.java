package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import org.tokentwin.client.window.model.PinRules.Rule;
import org.tokentwin.client.window.text.Texts;

/** The rules of a new password, which tick off while it is typed, and how far it has come. */
final class RulesPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int TICK = 16;

    private final transient Texts texts;
    private final transient List<JLabel> lines;
    private final JProgressBar strength = new JProgressBar(0, 100);

    RulesPanel(Controls controls, int rules) {
        super(new BorderLayout(0, Controls.GAP));
        texts = controls.texts();
        lines = IntStream.range(0, rules).mapToObj(i -> controls.label(" ")).toList();
        strength.setStringPainted(true);
        strength.setName("percent");
        strength.getAccessibleContext().setAccessibleName(texts.text("rule.percent.name"));
        setOpaque(false);
        add(strength, BorderLayout.NORTH);
        add(Controls.column(lines.toArray(JLabel[]::new)), BorderLayout.CENTER);
    }

    void show(List<Rule> rules, int percent) {
        for (int i = 0; i < lines.size(); i++) {
            show(lines.get(i), rules.get(i));
        }
        strength.setValue(percent);
        strength.setString(texts.text("rule.percent", percent));
    }

    private void show(JLabel line, Rule rule) {
        String words = texts.say(rule.text());
        line.setText(words);
        line.setName(rule.text().key());
        line.setIcon((rule.met() ? Glyph.CHECK : Glyph.OPEN)
                .icon(TICK)
                .in(rule.met() ? Appearance.good() : Appearance.muted()));
        line.setForeground(rule.met() ? Appearance.good() : Appearance.muted());
        line.getAccessibleContext().setAccessibleName(texts.text(rule.met() ? "rule.met" : "rule.unmet", words));
    }
}
