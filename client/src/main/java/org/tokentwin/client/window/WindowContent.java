package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.time.InstantSource;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JToolBar;
import org.tokentwin.client.window.model.DeskView;

/** What the frame holds: a toolbar, one of the views, and a line for what is going on. */
final class WindowContent extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int PROGRESS_WIDTH = 140;

    private final transient Controls controls;
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);
    private final SimpleView simple;
    private final AdvancedView advanced;
    private final JLabel status;
    private final JProgressBar progress = new JProgressBar();
    private final JToolBar tools = new JToolBar();
    private final transient WindowCommands commands;

    WindowContent(
            Controls controls, TokenActions actions, WindowCommands commands, InstantSource clock, boolean inAdvanced) {
        super(new BorderLayout());
        this.controls = controls;
        this.commands = commands;
        simple = new SimpleView(controls, actions, clock);
        advanced = new AdvancedView(controls, actions, clock);
        status = controls.muted(" ");
        status.setName("status.line");
        middle.add(simple, "simple");
        middle.add(advanced, "advanced");
        tools.setFloatable(false);
        tools.getAccessibleContext().setAccessibleName(controls.texts().text("tools.name"));
        Controls.margin(tools, Controls.GAP);
        offerOtherThan(inAdvanced);
        add(tools, BorderLayout.NORTH);
        add(middle, BorderLayout.CENTER);
        add(foot(), BorderLayout.SOUTH);
    }

    /** Has the toolbar lead to the view that is not shown. */
    void offerOtherThan(boolean inAdvanced) {
        tools.removeAll();
        JButton view = inAdvanced
                ? controls.tool("tools.simple", Glyph.SIMPLE, () -> commands.showView(false))
                : controls.tool("tools.advanced", Glyph.ADVANCED, () -> commands.showView(true));
        tools.add(view);
        tools.add(Box.createHorizontalStrut(Controls.GAP));
        tools.add(controls.tool("tools.refresh", Glyph.REFRESH, commands::refresh));
        tools.add(Box.createHorizontalGlue());
        tools.add(controls.tool("tools.about", Glyph.INFORMATION, commands::about));
    }

    private JPanel foot() {
        progress.setIndeterminate(true);
        progress.setVisible(false);
        progress.setName("progress");
        progress.setPreferredSize(new Dimension(PROGRESS_WIDTH, progress.getPreferredSize().height));
        progress.getAccessibleContext().setAccessibleName(controls.texts().text("work.running"));
        JPanel foot = Controls.margin(new JPanel(new BorderLayout(Controls.GAP, 0)), Controls.GAP);
        foot.add(status, BorderLayout.CENTER);
        foot.add(progress, BorderLayout.EAST);
        return foot;
    }

    /** Shows tokens. */
    void show(DeskView view, boolean inAdvanced) {
        if (inAdvanced) {
            advanced.show(view);
        } else {
            simple.show(view);
        }
        cards.show(middle, inAdvanced ? "advanced" : "simple");
    }

    /** Shows a page in place of the views. */
    void showInstead(JComponent page) {
        middle.add(Controls.scrolling(page), "instead");
        cards.show(middle, "instead");
    }

    void say(String text) {
        status.setText(text.isEmpty() ? " " : text);
    }

    void busy(boolean busy) {
        progress.setVisible(busy);
    }
}
