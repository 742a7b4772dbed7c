package org.tokentwin.client.window;

import java.awt.Color;
import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import org.tokentwin.client.window.text.Texts;

/** Fields below each other, those for passwords first, each with its name; a line for Caps Lock, a few for what is wrong, and whether work is in progress. */
final class PinForm {
    private static final int LINES_OF_MESSAGE = 3;
    private static final int COLUMNS = 22;

    private final Controls controls;
    private final JPanel grid = new JPanel(new GridBagLayout());
    private final JTextArea message;
    private final JProgressBar progress = new JProgressBar();
    private final JLabel capsLock;
    private final BooleanSupplier capsLockIsOn;
    private final List<PinField> fields = new ArrayList<>();
    private final List<JComponent> rows = new ArrayList<>();

    /** @param capsLockIsOn says whether Caps Lock is on, or that it is off where that is unknown */
    PinForm(Controls controls, BooleanSupplier capsLockIsOn) {
        this.controls = controls;
        this.capsLockIsOn = capsLockIsOn;
        Texts texts = controls.texts();
        grid.setOpaque(false);
        message = controls.paragraph("", texts.text("pin.message"));
        message.setName("message");
        message.setRows(LINES_OF_MESSAGE);
        capsLock = controls.label(" ");
        capsLock.setForeground(Appearance.warning());
        capsLock.setName("caps");
        progress.setIndeterminate(true);
        progress.setVisible(false);
        progress.setName("progress");
        progress.getAccessibleContext().setAccessibleName(texts.text("work.running"));
    }

    Controls controls() {
        return controls;
    }

    /** Adds a field for a password with its name. */
    PinField field(String key) {
        PinField field = new PinField(controls, key);
        field.onKey(this::showCapsLock);
        addRow(key, field);
        fields.add(field);
        return field;
    }

    /** Adds a field for what everybody may see. */
    JTextField text(String key, String value) {
        JTextField field = new JTextField(value, COLUMNS);
        addRow(key, field);
        return field;
    }

    /** Adds a choice. */
    JComboBox<String> choice(String key, List<String> choices, int chosen) {
        JComboBox<String> box = new JComboBox<>(choices.toArray(String[]::new));
        box.setSelectedIndex(chosen);
        addRow(key, box);
        return box;
    }

    private void addRow(String key, JComponent field) {
        Mnemonic words = Mnemonic.of(controls.texts().text(key));
        field.setName(key);
        field.getAccessibleContext().setAccessibleName(words.text());
        JLabel name = controls.label(words.text());
        words.letter().ifPresent(letter -> {
            name.setDisplayedMnemonic(letter);
            name.setDisplayedMnemonicIndex(words.index());
        });
        name.setLabelFor(field);
        add(name, 0, rows.size(), 0, 1);
        add(field, 1, rows.size(), 1, 1);
        rows.add(field);
    }

    /** Adds what stands below the fields. */
    void below(Component part) {
        add(part, 0, rows.size(), 1, 2);
    }

    private void add(Component part, int column, int row, int weight, int width) {
        GridBagConstraints where = new GridBagConstraints();
        where.gridx = column;
        where.gridy = row;
        where.gridwidth = width;
        where.weightx = weight;
        where.fill = GridBagConstraints.HORIZONTAL;
        where.anchor = GridBagConstraints.WEST;
        where.insets = new Insets(0, 0, Controls.GAP, column == 0 && width == 1 ? Controls.MARGIN : 0);
        grid.add(part, where);
    }

    /** The fields, and what is below them. */
    JPanel grid() {
        return grid;
    }

    /** What is said, and a row with these buttons. */
    JPanel foot(JButton... buttons) {
        JPanel row = Controls.row(buttons);
        row.add(Box.createHorizontalGlue(), 0);
        row.add(progress, 0);
        return Controls.column(capsLock, message, row);
    }

    void showCapsLock() {
        capsLock.setText(capsLockIsOn.getAsBoolean() ? controls.texts().text("pin.caps") : " ");
    }

    void show(Color colour, String text) {
        message.setForeground(colour);
        message.setText(text);
    }

    /** Takes no typing while something is at work. */
    void busy(boolean its) {
        progress.setVisible(its);
        enable(!its);
    }

    void enable(boolean enabled) {
        rows.forEach(field -> field.setEnabled(enabled));
    }

    void focus() {
        rows.getFirst().requestFocusInWindow();
    }

    void wipe() {
        fields.forEach(PinField::wipe);
    }
}
