package org.tokentwin.client.window;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;
import javax.swing.JButton;

/** Buttons side by side, in as many rows as the width needs. */
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
        int width = roomForWidth();
        return width <= 0 ? inOneRow : new Dimension(inOneRow.width, inOneRow.height * rowsOf(getComponents(), width));
    }

    /** The width, or before there is one that of what it is going to lie in; 0 where that is not known either. */
    private int roomForWidth() {
        int margins = 0;
        Container each = this;
        while (each.getWidth() == 0 && each.getParent() != null) {
            each = each.getParent();
            margins += each.getInsets().left + each.getInsets().right;
        }
        return each.getWidth() - margins;
    }

    /** The rows that the layout makes of a width. */
    private static int rowsOf(Component[] buttons, int room) {
        int rows = 1;
        int used = 2 * BETWEEN;
        for (Component button : buttons) {
            int width = button.getPreferredSize().width;
            if (used > 2 * BETWEEN && used + width > room) {
                rows++;
                used = 2 * BETWEEN;
            }
            used += width + BETWEEN;
        }
        return rows;
    }
}
