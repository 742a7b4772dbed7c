package org.tokentwin.client.window;

import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.util.function.BooleanSupplier;
import javax.swing.AbstractAction;
import javax.swing.JPasswordField;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.text.AttributeSet;
import javax.swing.text.BadLocationException;
import javax.swing.text.PlainDocument;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.Pin;

/** A field for a password: hidden or shown, not for the clipboard, wiped on demand. */
final class PinField extends JPasswordField {
    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 22;

    private final JToggleButton reveal;
    private final char hidden;

    PinField(Controls controls, String key) {
        super(new PinDocument(), null, COLUMNS);
        hidden = getEchoChar();
        String name = Mnemonic.of(controls.texts().text(key)).text();
        setName(key);
        getAccessibleContext().setAccessibleName(name);
        setTransferHandler(null);
        putClientProperty("JTextField.showClearButton", false);
        putClientProperty("FlatLaf.style", "showCapsLock: false; showRevealButton: false");
        reveal = Controls.plain(new JToggleButton(Glyph.SHOW.icon(Controls.ICON)));
        reveal.putClientProperty("JButton.buttonType", "toolBarButton");
        reveal.setFocusable(false);
        getInputMap().put(KeyStroke.getKeyStroke("ctrl E"), reveal);
        getActionMap().put(reveal, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                reveal.doClick();
            }
        });
        reveal.setName(key + ".show");
        String show = controls.texts().text("pin.show", name);
        reveal.getAccessibleContext().setAccessibleName(show);
        reveal.setToolTipText(show);
        reveal.addActionListener(event -> setShown(reveal.isSelected()));
        putClientProperty("JTextField.trailingComponent", reveal);
    }

    private void setShown(boolean shown) {
        setEchoChar(shown ? '\0' : hidden);
        reveal.setIcon((shown ? Glyph.HIDE : Glyph.SHOW).icon(Controls.ICON));
    }

    JToggleButton reveal() {
        return reveal;
    }

    /** What is typed, which the caller closes. */
    Pin pin() {
        return Pin.of(getPassword());
    }

    boolean isBlank() {
        return getDocument().getLength() == 0;
    }

    /** Overwrites what is typed, and hides what comes. */
    void wipe() {
        try {
            getDocument().remove(0, getDocument().getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException(e); // the whole text is within the text
        }
        reveal.setSelected(false);
        setShown(false);
    }

    /** Calls after each key, since that may have been Caps Lock. */
    void onKey(Runnable pressed) {
        addKeyListener(new KeyAdapter() {
            @Override
            public void keyReleased(KeyEvent event) {
                pressed.run();
            }
        });
    }

    /** Whether Caps Lock is on; some systems do not say. */
    static BooleanSupplier capsLock() {
        return () -> {
            try {
                return Toolkit.getDefaultToolkit().getLockingKeyState(KeyEvent.VK_CAPS_LOCK);
            } catch (UnsupportedOperationException e) {
                return false;
            }
        };
    }

    @Override
    public void copy() {}

    @Override
    public void cut() {}

    @Override
    public void paste() {}

    private static final class PinDocument extends PlainDocument {
        private static final long serialVersionUID = 1L;

        PinDocument() {
            super(new PinContent());
        }

        @Override
        public void insertString(int offset, @Nullable String text, @Nullable AttributeSet attributes)
                throws BadLocationException {
            if (text != null && getLength() + text.length() <= PinContent.LONGEST) {
                super.insertString(offset, text, attributes);
            }
        }
    }
}
