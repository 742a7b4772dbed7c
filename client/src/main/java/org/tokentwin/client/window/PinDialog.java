package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.PinAnswer;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/**
 * What the dialogues have in common that send a password to a token: what is typed is looked at first, the last try is asked for once more, the
 * token's answer is said, and passwords are wiped when it closes and as soon as the token refused them.
 */
abstract class PinDialog {
    private static final int ROWS_OF_LEAD = 2;

    final Controls controls;
    final Texts texts;
    final JDialog dialog;
    final PinForm form;
    private final PinHead head;
    private final JButton ok;
    private final JButton cancel;
    private TokenView token;
    private boolean busy;
    private boolean gone;

    PinDialog(Controls controls, Window owner, TokenView token, String titleKey, Sentence lead) {
        this.controls = controls;
        this.texts = controls.texts();
        this.token = token;
        form = new PinForm(controls, PinField.capsLock());
        head = new PinHead(controls, token.name(), "", texts.say(lead), ROWS_OF_LEAD);
        ok = controls.button("button.ok", this::submit);
        cancel = controls.button("button.cancel", this::close);
        dialog = new JDialog(owner, texts.text(titleKey), JDialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName(titleKey);
        build();
    }

    private void build() {
        JPanel content =
                Controls.margin(new JPanel(new BorderLayout(Controls.MARGIN, Controls.MARGIN)), Controls.MARGIN);
        content.add(head, BorderLayout.NORTH);
        content.add(form.grid(), BorderLayout.CENTER);
        content.add(form.foot(ok, cancel), BorderLayout.SOUTH);
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

    /** Shows the dialogue until it is closed. */
    void open() {
        showState(head);
        form.showCapsLock();
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

    /** Shows that state. */
    void showState(PinHead its) {
        its.show(status());
    }

    private void submit() {
        if (busy || gone) {
            return;
        }
        Optional<Sentence> objection = objection();
        if (objection.isPresent()) {
            form.show(Appearance.bad(), texts.say(objection.get()));
        } else if (isConfirmed() && (!status().finalTry() || new Notice(controls, dialog).lastTryConfirmed())) {
            send();
        }
    }

    /** Whether the user says once more that it is meant; nobody is asked where no more than a password is sent. */
    boolean isConfirmed() {
        return true;
    }

    private void send() {
        if (gone) {
            return; // while the user was asked
        }
        TryRisk risk = status().finalTry() ? TryRisk.ALLOW_FINAL_TRY : TryRisk.KEEP_FINAL_TRY;
        setBusy(true);
        form.show(Appearance.muted(), texts.text("work.asking"));
        ask(risk);
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
                form.show(Appearance.good(), text);
                done(text);
            }
            case REFUSED -> form.show(Appearance.bad(), text);
            case LOCKED, REMOVED -> end(text);
            case LAST_TRY -> form.show(Appearance.warning(), text);
            case WRONG, MUST_CHANGE, FAILED -> {
                form.wipe();
                form.show(Appearance.bad(), text);
                form.focus();
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
            showState(head);
        } else if (!gone) {
            gone = true;
            end(texts.text("failure.removed", token.name()));
        }
    }

    /** Takes nothing more: nothing can come of it, so that there is nothing to cancel. */
    private void end(String why) {
        form.wipe();
        form.enable(false);
        ok.setEnabled(false);
        controls.rename(cancel, "button.close");
        dialog.getRootPane().setDefaultButton(cancel);
        form.show(Appearance.bad(), why);
    }

    private void setBusy(boolean its) {
        busy = its;
        ok.setEnabled(!its);
        form.busy(its);
    }

    /** Closes; a token that is still at work goes on, and the window says what came of it. */
    void close() {
        form.wipe();
        dialog.dispose();
    }
}
