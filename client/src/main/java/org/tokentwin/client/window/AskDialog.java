package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.window.model.PinRequest;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/**
 * Asks for a password in the place of the program that needs it, as a server of tokens wants it: which program, which token, how many tries are
 * left. The token is not asked here; what is typed goes back to the server, and the window says that too.
 */
public final class AskDialog {
    private static final int ROWS_OF_LEAD = 3;

    private final Texts texts;
    private final PinRequest request;
    private final JDialog dialog;
    private final PinForm form;
    private final @Nullable PinField only;
    private final @Nullable NewPassword fresh;
    private final CompletableFuture<Optional<List<char[]>>> answer = new CompletableFuture<>();

    private AskDialog(PinRequest request, Texts texts) {
        this.texts = texts;
        this.request = request;
        Controls controls = new Controls(texts);
        form = new PinForm(controls, PinField.capsLock());
        only = request.purpose() == PinRequest.Purpose.SET ? null : form.field(fieldKey());
        fresh = switch (request.purpose()) {
            case CHANGE, SET -> new NewPassword(form, request.rules(), only);
            case LOGIN, USE_KEY -> null;
        };
        dialog = new JDialog((Window) null, texts.text("ask.title"), JDialog.ModalityType.MODELESS);
        dialog.setName("ask.title");
        build(controls);
    }

    /** Opens the dialogue. For any thread but the event thread. */
    public static AskDialog open(PinRequest request, Texts texts, boolean dark) throws InterruptedException {
        AskDialog[] opened = new AskDialog[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                Appearance.apply(texts.language(), dark);
                opened[0] = new AskDialog(request, texts);
                opened[0].show();
            });
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the dialogue does not open", e.getCause());
        }
        return opened[0];
    }

    JDialog window() {
        return dialog;
    }

    /** Waits for the user: the passwords, of a change the current one first, which the caller wipes; empty where the user does not want to. */
    public Optional<List<char[]>> await() {
        return answer.join();
    }

    /** Closes the dialogue, as the user can. For any thread. */
    public void cancel() {
        SwingUtilities.invokeLater(() -> close(Optional.empty()));
    }

    private String fieldKey() {
        if (request.administrator()) {
            return "unlock.administrator";
        }
        return request.purpose() == PinRequest.Purpose.CHANGE ? "change.current" : "logon.password";
    }

    private void build(Controls controls) {
        String lead = texts.sentences(
                List.of(texts.text(request.key(), texts.say(request.asking())), texts.text("ask.note")));
        PinHead head =
                new PinHead(controls, request.token(), texts.text("ask.serial", request.serial()), lead, ROWS_OF_LEAD);
        head.show(request.status());
        JButton ok = controls.button("button.ok", this::submit);
        JButton cancel = controls.button("button.cancel", () -> close(Optional.empty()));
        JPanel content =
                Controls.margin(new JPanel(new BorderLayout(Controls.MARGIN, Controls.MARGIN)), Controls.MARGIN);
        content.add(head, BorderLayout.NORTH);
        content.add(form.grid(), BorderLayout.CENTER);
        content.add(form.foot(ok, cancel), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.setIconImages(GlyphIcon.images(Glyph.TOKEN, Appearance.accent()));
        dialog.getRootPane().setDefaultButton(ok);
        dialog.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close(Optional.empty());
            }
        });
        Notice.closeOnEscape(dialog, () -> close(Optional.empty()));
    }

    private void show() {
        form.showCapsLock();
        dialog.pack();
        dialog.setMinimumSize(new Dimension(dialog.getSize()));
        dialog.setLocationRelativeTo(null);
        dialog.setAlwaysOnTop(true); // the program that needs it may have the whole screen
        dialog.setVisible(true);
        dialog.toFront();
        form.focus();
    }

    private void submit() {
        Optional<Sentence> objection = objection();
        if (objection.isPresent()) {
            form.show(Appearance.bad(), texts.say(objection.get()));
        } else if (!request.status().finalTry()
                || only == null
                || new Notice(form.controls(), dialog).lastTryConfirmed()) {
            close(Optional.of(typed()));
        }
    }

    private Optional<Sentence> objection() {
        if (only != null && only.isBlank()) {
            only.requestFocusInWindow();
            return Optional.of(Sentence.of("logon.empty"));
        }
        return fresh == null ? Optional.empty() : fresh.objection();
    }

    private List<char[]> typed() {
        if (fresh == null) {
            return List.of(Objects.requireNonNull(only).getPassword());
        }
        return only == null ? List.of(fresh.characters()) : List.of(only.getPassword(), fresh.characters());
    }

    private void close(Optional<List<char[]>> typed) {
        form.wipe();
        dialog.dispose();
        answer.complete(typed);
    }
}
