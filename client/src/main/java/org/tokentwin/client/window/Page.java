package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSeparator;

/** A page: a picture, a title and a line below it; what can be done; what there is to see. */
final class Page {
    private static final int PICTURE = 44;

    private Page() {}

    static JPanel of(
            Controls controls, Glyph glyph, String title, JComponent line, List<JButton> actions, JComponent content) {
        JLabel picture = Controls.plain(new JLabel(glyph.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(title);
        JLabel heading = controls.title(title);
        heading.setName("page.title");
        JPanel head = new JPanel(new BorderLayout(Controls.MARGIN, 0));
        head.add(picture, BorderLayout.WEST);
        head.add(Controls.column(heading, line), BorderLayout.CENTER);
        JPanel top = new JPanel(new BorderLayout(0, Controls.GAP));
        top.add(head, BorderLayout.NORTH);
        if (!actions.isEmpty()) {
            top.add(new ButtonRow(actions), BorderLayout.CENTER);
        }
        top.add(new JSeparator(), BorderLayout.SOUTH);
        JPanel page = Controls.margin(new JPanel(new BorderLayout(0, Controls.MARGIN)), Controls.MARGIN);
        page.add(top, BorderLayout.NORTH);
        page.add(content, BorderLayout.CENTER);
        return page;
    }
}
