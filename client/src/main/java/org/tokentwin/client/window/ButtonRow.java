package org.tokentwin.client.window;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;
import javax.swing.JButton;

/** Buttons beside each other, in as many rows as the width needs. */
final class ButtonRow extends FlowingPanel {
    private static final long serialVersionUID = 1L;
    private static final int BETWEEN = 4;

    ButtonRow(List<JButton> buttons) {
        super(new FlowLayout(FlowLayout.LEADING, BETWEEN, 0));
        buttons.forEach(this::add);
    }

    @Override
    public Dimension getPreferredSize() {
        Dimension inOneRow = super.getPreferredSize();
        return getWidth() == 0 ? inOneRow : new Dimension(inOneRow.width, inOneRow.height * rows());
    }

    /** The rows that the layout makes of this width. */
    private int rows() {
        int rows = 1;
        int used = 2 * BETWEEN;
        for (Component button : getComponents()) {
            int width = button.getPreferredSize().width;
            if (used > 2 * BETWEEN && used + width > getWidth()) {
                rows++;
                used = 2 * BETWEEN;
            }
            used += width + BETWEEN;
        }
        return rows;
    }
}
