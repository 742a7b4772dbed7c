package org.tokentwin.client.window;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.launcher.StartedToken;
import org.tokentwin.client.revocation.RevocationCheck;
import org.tokentwin.client.revocation.RevocationMethod;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.IssuersWord;
import org.tokentwin.client.window.model.TokenFields;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** What the views ask for, in the language of the moment. */
final class TokenTasks implements TokenActions {
    private final Controls controls;
    private final Texts texts;
    private final JFrame frame;
    private final Work work;
    private final Work network;
    private final OpenModule module;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final Emulation started;
    private final PasswordTasks passwords;

    /**
     * @param work that asks tokens
     * @param network asks others, who may keep it waiting
     * @param say shows a line in the window
     */
    TokenTasks(
            Controls controls,
            JFrame frame,
            Work work,
            Work network,
            OpenModule module,
            Emulation started,
            InstantSource clock,
            Consumer<String> say) {
        this.controls = controls;
        this.texts = controls.texts();
        this.frame = frame;
        this.work = work;
        this.network = network;
        this.module = module;
        this.started = started;
        this.clock = clock;
        this.say = say;
        this.passwords = new PasswordTasks(controls, frame, work, module, say);
    }

    /** Tells the dialogue that is open what the tokens are now. */
    void refresh(DeskView now) {
        passwords.refresh(now);
    }

    @Override
    public void openModule(Path its) {
        module.open(its);
    }

    @Override
    public void chooseModule() {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle(texts.text("welcome.choose.title"));
        if (chooser.showOpenDialog(frame) == JFileChooser.APPROVE_OPTION) {
            openModule(chooser.getSelectedFile().toPath());
        }
    }

    @Override
    public void startToken() {
        say.accept(texts.text("start.running"));
        started.start(this::tellOfEnvelope, e -> say.accept(Failure.text(texts, e)));
    }

    private void tellOfEnvelope(StartedToken its) {
        say.accept("");
        module.open(its.module());
        new Notice(controls, frame)
                .told(texts.text("start.title"), texts.text("start.done", HarmlessText.of(its.envelopePassword())));
    }

    @Override
    public void showInformation(TokenView token) {
        module.view().ifPresent(its -> {
            List<Field> fields = new TokenFields(texts).of(token, its.module());
            new InformationDialog(controls, frame, this).open(token, fields);
        });
    }

    @Override
    public void changePassword(TokenView token) {
        passwords.change(token, false);
    }

    @Override
    public void logOn(TokenView token) {
        passwords.logOn(token);
    }

    @Override
    public void unlock(TokenView token) {
        passwords.unlock(token);
    }

    @Override
    public void logOff(TokenView token) {
        work.start(
                () -> {
                    module.desk().logOff(token);
                    return token;
                },
                its -> sayAndRefresh(texts.text("logoff.done", its.name())),
                e -> say.accept(Failure.text(texts, e)));
    }

    @Override
    public void changeRules(TokenView token, PinPolicy policy) {
        passwords.changeRules(token, policy);
    }

    @Override
    public void rename(TokenView token) {
        if (isLoggedOn(token)) {
            passwords.rename(token);
        }
    }

    @Override
    public void importCertificate(TokenView token) {
        if (isLoggedOn(token)) {
            certificates().importInto(token);
        }
    }

    @Override
    public void deleteContent(TokenView token) {
        if (isLoggedOn(token)) {
            certificates().deleteContent(token);
        }
    }

    @Override
    public void deleteCertificate(TokenView token, CertificateEntry certificate) {
        if (isLoggedOn(token)) {
            certificates().delete(token, certificate, clock.instant());
        }
    }

    @Override
    public void askIssuer(TokenView token, CertificateEntry certificate) {
        Instant now = clock.instant();
        String name = CertificateFields.name(certificate, now);
        say.accept(texts.text("issuer.running", name));
        certificate
                .certificate()
                .ifPresent(its -> network.start(
                        () -> RevocationCheck.ask(its, token.allCertificates(), RevocationMethod.any, now),
                        answer -> tellIssuersWord(IssuersWord.text(texts, name, answer)),
                        e -> say.accept(Failure.text(texts, e))));
    }

    private void tellIssuersWord(String text) {
        say.accept("");
        if (frame.isShowing()) {
            new Notice(controls, frame).told(texts.text("issuer.title"), text);
        }
    }

    @Override
    public void exportCertificate(CertificateEntry certificate) {
        certificates().export(certificate);
    }

    private boolean isLoggedOn(TokenView token) {
        return token.loggedOn() || passwords.logOn(token);
    }

    private CertificateTasks certificates() {
        return new CertificateTasks(controls, frame, work, module.desk(), this::sayAndRefresh);
    }

    private void sayAndRefresh(String text) {
        say.accept(text);
        module.refresh();
    }

    @Override
    public void copy(String text) {
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
        say.accept(texts.text("copy.done"));
    }
}
