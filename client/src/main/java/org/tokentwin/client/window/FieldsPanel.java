package org.tokentwin.client.window;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Insets;
import java.awt.LayoutManager;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import org.tokentwin.client.window.model.Field;

/** Names at the left, values at the right, in lines that break where the window ends. */
final class FieldsPanel extends FlowingPanel {
    private static final long serialVersionUID = 1L;

    FieldsPanel(Controls controls, List<Field> fields) {
        super(new TwoColumns());
        for (Field field : fields) {
            JLabel name = controls.muted(field.name());
            JTextArea value = controls.paragraph(field.value(), field.name());
            value.setName("value");
            value.setFocusable(true); // so that it can be copied
            if (field.fixedWidth()) {
                value.setFont(
                        new Font(Font.MONOSPACED, Font.PLAIN, value.getFont().getSize()));
            }
            name.setLabelFor(value);
            add(name);
            add(value);
        }
    }

    /** Gives a value the height of its lines at the width that is there. */
    private static final class TwoColumns implements LayoutManager {
        private static final int BETWEEN = 24;
        private static final int LEAST_WIDTH = 480;

        @Override
        public void layoutContainer(Container parent) {
            place(parent, parent.getWidth(), true);
        }

        @Override
        public Dimension preferredLayoutSize(Container parent) {
            int width = parent.getWidth() > 0 ? parent.getWidth() : LEAST_WIDTH;
            return new Dimension(LEAST_WIDTH, place(parent, width, false));
        }

        private static int place(Container parent, int width, boolean set) {
            Insets insets = parent.getInsets();
            int names = nameWidth(parent);
            int left = insets.left + names + BETWEEN;
            int values = Math.max(1, width - left - insets.right);
            int y = insets.top;
            for (int i = 0; i + 1 < parent.getComponentCount(); i += 2) {
                Component name = parent.getComponent(i);
                Component value = parent.getComponent(i + 1);
                value.setSize(values, Short.MAX_VALUE);
                int height = Math.max(value.getPreferredSize().height, name.getPreferredSize().height);
                if (set) {
                    name.setBounds(insets.left, y, names, name.getPreferredSize().height);
                    value.setBounds(left, y, values, height);
                }
                y += height + Controls.GAP;
            }
            return y + insets.bottom;
        }

        private static int nameWidth(Container parent) {
            int widest = 0;
            for (int i = 0; i < parent.getComponentCount(); i += 2) {
                widest = Math.max(widest, parent.getComponent(i).getPreferredSize().width);
            }
            return widest;
        }

        @Override
        public Dimension minimumLayoutSize(Container parent) {
            return new Dimension(nameWidth(parent) * 2, 0);
        }

        @Override
        public void addLayoutComponent(String name, Component component) {}

        @Override
        public void removeLayoutComponent(Component component) {}
    }
}
