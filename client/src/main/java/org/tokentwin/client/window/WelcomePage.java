package org.tokentwin.client.window;

import java.awt.Font;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.SwingConstants;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** What is shown while no module is open: the modules that were found, and how to get a token. */
final class WelcomePage {
    private static final int PICTURE = 64;

    private WelcomePage() {}

    /** @param failure why the module that was named does not open; empty where none was */
    static FlowingPanel of(Controls controls, TokenActions actions, List<Path> found, Optional<String> failure) {
        Texts texts = controls.texts();
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(texts.text("app.title"));
        JLabel title = controls.title(texts.text(failure.isPresent() ? "welcome.failed" : "welcome.title"));
        title.setName("page.title");
        FlowingPanel column = Controls.flowing(picture, title);
        column.add(Box.createVerticalStrut(Controls.GAP));
        failure.ifPresent(why -> {
            JTextArea words = controls.paragraph(HarmlessText.of(why), texts.text("welcome.failed"));
            words.setForeground(Appearance.bad());
            words.setAlignmentX(0);
            words.setName("welcome.failure");
            column.add(words);
            column.add(Box.createVerticalStrut(Controls.GAP));
        });
        column.add(controls.label(
                texts.text(found.isEmpty() ? "welcome.none" : "welcome.found"),
                1.1f,
                Font.BOLD,
                title.getForeground()));
        column.add(Box.createVerticalStrut(Controls.GAP));
        found.forEach(module -> {
            column.add(module(actions, module));
            column.add(Box.createVerticalStrut(Controls.GAP));
        });
        column.add(controls.button("welcome.choose", Glyph.FOLDER, actions::chooseModule));
        column.add(Box.createVerticalStrut(2 * Controls.MARGIN));
        column.add(controls.label(texts.text("welcome.get"), 1.1f, Font.BOLD, title.getForeground()));
        column.add(Box.createVerticalStrut(Controls.GAP));
        JTextArea how = controls.paragraph(texts.text("welcome.how"), texts.text("welcome.get"));
        how.setAlignmentX(0);
        column.add(how);
        return Controls.margin(column, 3 * Controls.MARGIN);
    }

    private static JButton module(TokenActions actions, Path module) {
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
