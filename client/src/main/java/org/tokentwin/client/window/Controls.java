package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.util.Arrays;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.DefaultCaret;
import javax.swing.text.JTextComponent;
import org.tokentwin.client.window.text.Texts;

/**
 * Makes controls, each with a name for those who do not see it, a letter for those who have no mouse, and without HTML: Swing takes a text
 * that begins so for markup, from any author.
 */
final class Controls {
    static final int GAP = 8;
    static final int MARGIN = 16;
    static final int ICON = 18;

    private final Texts texts;

    Controls(Texts texts) {
        this.texts = texts;
    }

    Texts texts() {
        return texts;
    }

    JButton button(String key, Glyph glyph, Runnable action) {
        JButton button = named(new JButton(glyph.icon(ICON)), key, action);
        button.setIconTextGap(GAP);
        return button;
    }

    JButton button(String key, Runnable action) {
        return named(new JButton(), key, action);
    }

    /** A button of a toolbar, which shows its words too. */
    JButton tool(String key, Glyph glyph, Runnable action) {
        JButton button = button(key, glyph, action);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        return button;
    }

    /** Gives a button its words, of which {@code &} marks the letter for the keyboard, its name, and what it does. */
    <B extends AbstractButton> B named(B button, String key, Runnable action) {
        rename(button, key);
        button.addActionListener(event -> action.run());
        return plain(button);
    }

    /** Gives a button other words and another name; it does what it did. */
    void rename(AbstractButton button, String key) {
        Mnemonic words = Mnemonic.of(texts.text(key));
        button.setText(words.text());
        words.letter().ifPresent(letter -> {
            button.setMnemonic(letter);
            button.setDisplayedMnemonicIndex(words.index());
        });
        button.setName(key);
        button.getAccessibleContext().setAccessibleName(words.text());
    }

    JLabel label(String text) {
        return plain(new JLabel(text));
    }

    JLabel label(String text, float size, int style, Color colour) {
        JLabel label = label(text);
        label.setFont(label.getFont().deriveFont(style, label.getFont().getSize2D() * size));
        label.setForeground(colour);
        return label;
    }

    JLabel title(String text) {
        JLabel label = label(text);
        label.setFont(label.getFont().deriveFont(Font.BOLD, label.getFont().getSize2D() * 1.5f));
        return label;
    }

    JLabel muted(String text) {
        return label(text, 1f, Font.PLAIN, Appearance.muted());
    }

    /** Text in lines that break where the window ends; nothing that the keyboard has to pass. */
    JTextArea paragraph(String text, String name) {
        JTextArea area = new JTextArea();
        if (area.getCaret() instanceof DefaultCaret caret) {
            caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE); // a page shows its beginning
        }
        area.setText(text);
        area.setFocusable(false);
        area.setEditable(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setOpaque(false);
        area.setBorder(BorderFactory.createEmptyBorder());
        area.setFont(label("").getFont());
        area.getAccessibleContext().setAccessibleName(name);
        return area;
    }

    static <C extends JComponent> C plain(C component) {
        component.putClientProperty("html.disable", true);
        return component;
    }

    static JScrollPane scrolling(Component content) {
        JScrollPane pane = new JScrollPane(content);
        pane.setBorder(BorderFactory.createEmptyBorder());
        pane.getVerticalScrollBar().setUnitIncrement(MARGIN);
        return pane;
    }

    /** Parts below each other, whose text breaks where the window ends. */
    static FlowingPanel flowing(Component... parts) {
        FlowingPanel panel = new FlowingPanel(new BorderLayout());
        panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
        fill(panel, BoxLayout.Y_AXIS, parts);
        return panel;
    }

    static JPanel row(Component... parts) {
        return line(BoxLayout.X_AXIS, parts);
    }

    static JPanel column(Component... parts) {
        return line(BoxLayout.Y_AXIS, parts);
    }

    private static JPanel line(int axis, Component... parts) {
        JPanel panel = new JPanel();
        panel.setOpaque(false);
        panel.setLayout(new BoxLayout(panel, axis));
        fill(panel, axis, parts);
        return panel;
    }

    private static void fill(JPanel panel, int axis, Component... parts) {
        Arrays.stream(parts).forEach(part -> {
            if (panel.getComponentCount() > 0) {
                panel.add(axis == BoxLayout.X_AXIS ? Box.createHorizontalStrut(GAP) : Box.createVerticalStrut(GAP));
            }
            if (part instanceof JComponent component) {
                component.setAlignmentX(Component.LEFT_ALIGNMENT);
            }
            panel.add(part);
        });
    }

    static <C extends JComponent> C margin(C component, int size) {
        component.setBorder(BorderFactory.createEmptyBorder(size, size, size, size));
        return component;
    }

    /** Calls after each change of what a field holds. */
    static void onChange(JTextComponent field, Runnable changed) {
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                changed.run();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                changed.run();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                changed.run();
            }
        });
    }
}
