package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.PinAnswer;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/**
 * What the dialogues that ask for a password have in common: the token and its tries left, fields below each other, a line for what is
 * wrong, OK and Cancel. Passwords are wiped when it closes, and as soon as the token refused them.
 */
abstract class PinDialog {
    private static final int LINES_OF_MESSAGE = 3;
    private static final int PICTURE = 40;

    final Controls controls;
    final Texts texts;
    final JDialog dialog;
    private final JPanel form = new JPanel(new GridBagLayout());
    private final JTextArea message;
    private final JProgressBar progress = new JProgressBar();
    private final JLabel tries;
    private final JLabel capsLock;
    private final BooleanSupplier capsLockIsOn = PinField.capsLock();
    private final JButton ok;
    private final List<PinField> fields = new ArrayList<>();
    private TokenView token;
    private boolean busy;
    private boolean gone;

    PinDialog(Controls controls, Window owner, TokenView token, String titleKey, Sentence lead) {
        this.controls = controls;
        this.texts = controls.texts();
        this.token = token;
        dialog = new JDialog(owner, texts.text(titleKey), JDialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName(titleKey);
        message = controls.paragraph("", texts.text("pin.message"));
        message.setName("message");
        message.setRows(LINES_OF_MESSAGE);
        tries = controls.label("");
        tries.setName("tries");
        capsLock = controls.label(" ");
        capsLock.setForeground(Appearance.warning());
        capsLock.setName("caps");
        ok = controls.button("button.ok", this::submit);
        progress.setIndeterminate(true);
        progress.setVisible(false);
        progress.setName("progress");
        progress.getAccessibleContext().setAccessibleName(texts.text("work.running"));
        build(titleKey, lead);
    }

    private void build(String titleKey, Sentence lead) {
        JPanel content =
                Controls.margin(new JPanel(new BorderLayout(Controls.MARGIN, Controls.MARGIN)), Controls.MARGIN);
        content.add(head(titleKey, lead), BorderLayout.NORTH);
        form.setOpaque(false);
        content.add(form, BorderLayout.CENTER);
        content.add(foot(), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.getRootPane().setDefaultButton(ok);
        dialog.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        Notice.closeOnEscape(dialog, this::close);
    }

    private JPanel head(String titleKey, Sentence lead) {
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(token.name());
        JTextArea words = controls.paragraph(texts.say(lead), texts.text(titleKey));
        words.setForeground(Appearance.muted());
        words.setRows(2);
        JPanel names = Controls.column(controls.title(token.name()), tries, words);
        JPanel head = new JPanel(new BorderLayout(Controls.MARGIN, 0));
        head.add(picture, BorderLayout.WEST);
        head.add(names, BorderLayout.CENTER);
        return head;
    }

    private JPanel foot() {
        JButton cancel = controls.button("button.cancel", this::close);
        JPanel buttons = Controls.row(progress, Box.createHorizontalGlue(), ok, cancel);
        return Controls.column(capsLock, message, buttons);
    }

    /** Adds a field with its name; Enter in it presses OK. */
    PinField field(String key) {
        PinField field = new PinField(controls, key);
        Mnemonic words = Mnemonic.of(texts.text(key));
        JLabel name = controls.label(words.text());
        words.letter().ifPresent(letter -> {
            name.setDisplayedMnemonic(letter);
            name.setDisplayedMnemonicIndex(words.index());
        });
        name.setLabelFor(field);
        field.onKey(this::showCapsLock);
        add(name, 0, fields.size(), 0);
        add(field, 1, fields.size(), 1);
        fields.add(field);
        return field;
    }

    /** Adds what stands below the fields. */
    void below(Component part) {
        add(part, 0, fields.size(), 1, 2);
    }

    private void add(Component part, int column, int row, int weight) {
        add(part, column, row, weight, 1);
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
        form.add(part, where);
    }

    /** Shows the dialogue until it is closed. */
    void open() {
        showTries();
        showCapsLock();
        dialog.pack();
        dialog.setMinimumSize(new Dimension(dialog.getSize()));
        dialog.setLocationRelativeTo(dialog.getOwner());
        dialog.setVisible(true);
    }

    boolean isOpen() {
        return dialog.isShowing();
    }

    TokenView token() {
        return token;
    }

    /** The state of the password whose tries are at stake. */
    PinStatus status() {
        return token.pin();
    }

    private void submit() {
        if (busy || gone) {
            return;
        }
        Optional<Sentence> objection = objection();
        if (objection.isPresent()) {
            show(Appearance.bad(), texts.say(objection.get()));
        } else if (!status().finalTry() || lastTryConfirmed()) {
            send();
        }
    }

    private void send() {
        TryRisk risk = status().finalTry() ? TryRisk.ALLOW_FINAL_TRY : TryRisk.KEEP_FINAL_TRY;
        setBusy(true);
        show(Appearance.muted(), texts.text("work.asking"));
        ask(risk);
    }

    private boolean lastTryConfirmed() {
        return new Notice(controls, dialog)
                .confirmed(texts.text("try.last.title"), texts.text("try.last"), "button.try");
    }

    /** What is wrong before the token is asked; empty where it may be. */
    abstract Optional<Sentence> objection();

    /** Sends what is typed to the token; {@link #answered} takes what comes of it. */
    abstract void ask(TryRisk risk);

    /** Takes the token's answer. */
    void answered(PinAnswer answer) {
        setBusy(false);
        String text = texts.say(answer.text());
        switch (answer.kind()) {
            case DONE -> {
                show(Appearance.good(), text);
                done(text);
            }
            case REFUSED -> show(Appearance.bad(), text);
            case LOCKED, REMOVED -> {
                wipe();
                disable();
                show(Appearance.bad(), text);
            }
            case LAST_TRY -> show(Appearance.warning(), text);
            case WRONG, MUST_CHANGE, FAILED -> {
                wipe();
                show(Appearance.bad(), text);
                fields.getFirst().requestFocusInWindow();
            }
        }
    }

    /** Ends after success. */
    abstract void done(String text);

    /** Takes what the tokens are now: the tries left, and whether this one is still there. */
    void refresh(DeskView view) {
        Optional<TokenView> now = view.find(token.id());
        if (now.isPresent()) {
            token = now.get();
            showTries();
        } else if (!gone) {
            gone = true;
            wipe();
            disable();
            show(Appearance.bad(), texts.text("failure.removed", token.name()));
        }
    }

    private void showTries() {
        PinStatus pin = status();
        tries.setForeground(pin.finalTry() || pin.locked() ? Appearance.bad() : Appearance.muted());
        tries.setText(new PinStateText(texts).of(pin));
    }

    private void showCapsLock() {
        capsLock.setText(capsLockIsOn.getAsBoolean() ? texts.text("pin.caps") : " ");
    }

    private void show(Color colour, String text) {
        message.setForeground(colour);
        message.setText(text);
    }

    private void setBusy(boolean its) {
        busy = its;
        progress.setVisible(its);
        ok.setEnabled(!its);
        fields.forEach(field -> field.setEnabled(!its));
    }

    private void disable() {
        ok.setEnabled(false);
        fields.forEach(field -> field.setEnabled(false));
    }

    private void wipe() {
        fields.forEach(PinField::wipe);
    }

    /** Closes; a token that is still at work goes on, and the window says what came of it. */
    void close() {
        wipe();
        dialog.dispose();
    }
}
