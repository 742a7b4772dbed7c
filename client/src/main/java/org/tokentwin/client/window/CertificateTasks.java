package org.tokentwin.client.window;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.CertificateFile;
import org.tokentwin.client.window.model.TokenDesk;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** Imports, exports and deletes certificates: asks what has to be asked, has it done, and says what came of it. */
final class CertificateTasks {

    private final Controls controls;
    private final Texts texts;
    private final JFrame frame;
    private final Work work;
    private final TokenDesk desk;
    private final Consumer<String> done;

    /** @param done takes what was done in words, and reads the tokens again */
    CertificateTasks(Controls controls, JFrame frame, Work work, TokenDesk desk, Consumer<String> done) {
        this.controls = controls;
        this.texts = controls.texts();
        this.frame = frame;
        this.work = work;
        this.desk = desk;
        this.done = done;
    }

    /** Asks for a file, and writes what it brings onto a token. */
    void importInto(TokenView token) {
        JFileChooser chooser = chooser("import.title");
        if (chooser.showOpenDialog(frame) == JFileChooser.APPROVE_OPTION) {
            Optional<CertificateFile> file = new CertificateImport(controls, frame)
                    .read(chooser.getSelectedFile().toPath());
            file.ifPresent(brought -> work.start(
                    () -> desk.add(token, brought),
                    count -> done.accept(texts.text("import.done", count)),
                    this::failed));
        }
    }

    void export(CertificateEntry certificate) {
        JFileChooser chooser = chooser("export.title");
        chooser.setSelectedFile(new File("certificate.pem"));
        if (chooser.showSaveDialog(frame) == JFileChooser.APPROVE_OPTION) {
            Path file = chooser.getSelectedFile().toPath();
            if (!Files.exists(file) || replaceConfirmed(file)) {
                work.start(
                        () -> new CertificateExport(certificate).to(file),
                        its -> done.accept(texts.text("export.done", HarmlessText.of(its.toString()))),
                        this::failed);
            }
        }
    }

    private JFileChooser chooser(String titleKey) {
        JFileChooser chooser = new JFileChooser();
        chooser.setName(titleKey);
        chooser.setDialogTitle(texts.text(titleKey));
        return chooser;
    }

    private boolean replaceConfirmed(Path file) {
        return new Notice(controls, frame)
                .confirmed(
                        texts.text("export.title"),
                        texts.text("export.replace", HarmlessText.of(file.toString())),
                        "button.replace");
    }

    void delete(TokenView token, CertificateEntry certificate, Instant now) {
        String name = CertificateFields.name(certificate, now);
        if (new Notice(controls, frame)
                .confirmed(texts.text("delete.title"), texts.text("delete.sure", name), "button.delete")) {
            work.start(
                    () -> {
                        desk.delete(token, certificate.certificate().orElseThrow());
                        return name;
                    },
                    its -> done.accept(texts.text("delete.done", its)),
                    this::failed);
        }
    }

    void deleteContent(TokenView token) {
        if (new SerialConfirmation(controls, frame)
                .confirmed(
                        token,
                        texts.text("empty.ask.title"),
                        texts.text(
                                "empty.ask",
                                token.name(),
                                HarmlessText.of(token.token().serial())),
                        "button.delete")) {
            work.start(
                    () -> desk.deleteContent(token),
                    count -> done.accept(texts.text("empty.ask.done", count, token.name())),
                    this::failed);
        }
    }

    /** Says in plain words why it did not work. */
    private void failed(Exception e) {
        String why = Optional.of(e)
                .filter(TokenException.class::isInstance)
                .flatMap(refusal -> ((TokenException) refusal).ckr())
                .map(ckr -> texts.text("failure.ckr", ckr.name()))
                .orElseGet(() -> texts.text("failure.other", HarmlessText.of(String.valueOf(e.getMessage()))));
        new Notice(controls, frame).failed(texts.text("app.title"), why);
        done.accept("");
    }
}
