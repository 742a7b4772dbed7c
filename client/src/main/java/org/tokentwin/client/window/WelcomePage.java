package org.tokentwin.client.window;

import java.awt.Font;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.SwingConstants;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** What is shown while no module is open: what was found, and how to get a token. */
final class WelcomePage {
    private static final int PICTURE = 64;

    private final Controls controls;
    private final Texts texts;
    private final TokenActions actions;

    WelcomePage(Controls controls, TokenActions actions) {
        this.controls = controls;
        this.texts = controls.texts();
        this.actions = actions;
    }

    /**
     * Builds the page.
     *
     * @param canStart whether an emulated token can be started
     * @param failure why the module that was named does not open; empty where none was
     */
    FlowingPanel of(WindowRequest request, boolean canStart, Optional<String> failure) {
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(texts.text("app.title"));
        JLabel title = controls.title(texts.text(failure.isPresent() ? "welcome.failed" : "welcome.title"));
        title.setName("page.title");
        FlowingPanel column = Controls.flowing(picture, title);
        failure.ifPresent(why -> add(column, failed(why)));
        boolean nothing = request.served().isEmpty() && request.found().isEmpty();
        add(column, heading(nothing ? "welcome.none" : "welcome.found"));
        request.served().ifPresent(module -> add(column, served(module)));
        request.found().forEach(module -> add(column, module(module)));
        add(column, controls.button("welcome.choose", Glyph.FOLDER, actions::chooseModule));
        column.add(Box.createVerticalStrut(Controls.MARGIN));
        add(column, heading("welcome.get"));
        add(column, words("welcome.how"));
        if (canStart) {
            add(column, controls.button("welcome.start", Glyph.TOKEN, actions::startToken));
        } else {
            add(column, words("welcome.terminal"));
        }
        return Controls.margin(column, 3 * Controls.MARGIN);
    }

    private static void add(FlowingPanel column, JComponent part) {
        part.setAlignmentX(0);
        column.add(Box.createVerticalStrut(Controls.GAP));
        column.add(part);
    }

    private JLabel heading(String key) {
        return controls.label(
                texts.text(key), 1.1f, Font.BOLD, controls.label("").getForeground());
    }

    private JTextArea words(String key) {
        return controls.paragraph(texts.text(key), texts.text("welcome.get"));
    }

    private JTextArea failed(String why) {
        JTextArea words = controls.paragraph(HarmlessText.of(why), texts.text("welcome.failed"));
        words.setForeground(Appearance.bad());
        words.setName("welcome.failure");
        return words;
    }

    /** The server's own module, by what it is. */
    private JButton served(Path module) {
        JButton button = controls.button("welcome.served", Glyph.TOKEN, () -> actions.openModule(module));
        button.setToolTipText(HarmlessText.of(module.toString()));
        return button;
    }

    private JButton module(Path module) {
        JButton button =
                Controls.plain(new JButton(HarmlessText.of(module.toString()), Glyph.TOKEN.icon(Controls.ICON)));
        button.setName("welcome.module");
        button.setIconTextGap(Controls.GAP);
        button.setHorizontalAlignment(SwingConstants.LEADING);
        button.getAccessibleContext().setAccessibleName(module.toString());
        button.addActionListener(event -> actions.openModule(module));
        return button;
    }
}
