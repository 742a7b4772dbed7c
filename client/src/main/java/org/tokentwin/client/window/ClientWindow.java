package org.tokentwin.client.window;

import java.awt.Dimension;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.ModuleFailure;
import org.tokentwin.client.window.model.PinAnswer;
import org.tokentwin.client.window.model.SlotWatch;
import org.tokentwin.client.window.model.TokenDesk;
import org.tokentwin.client.window.model.TokenFields;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/** The client's window. All of it is for the event thread, but for {@link #open} and {@link #awaitClose}. */
public final class ClientWindow implements TokenActions, WindowCommands {
    private static final Dimension SIZE = new Dimension(1024, 700);
    private static final Dimension LEAST = new Dimension(800, 560);

    private final WindowRequest request;
    private final JFrame frame = new JFrame();
    private final Work work = new Work(this::busy);
    private final CountDownLatch closed = new CountDownLatch(1);
    private Texts texts;
    private Controls controls;
    private WindowContent content;
    private boolean advanced;
    private boolean dark;
    private Optional<TokenDesk> desk = Optional.empty();
    private Optional<SlotWatch> watch = Optional.empty();
    private volatile Optional<DeskView> view = Optional.empty();
    private Optional<Sentence> failure = Optional.empty();
    private Optional<PinDialog> dialog = Optional.empty();

    private ClientWindow(WindowRequest request) {
        this.request = request;
        texts = request.texts();
        dark = request.dark();
        Appearance.apply(texts.language(), dark);
        controls = new Controls(texts);
        content = newContent();
    }

    /** Opens the window, and then its module. */
    public static ClientWindow open(WindowRequest request) {
        ClientWindow[] window = new ClientWindow[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                window[0] = new ClientWindow(request);
                window[0].begin();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the window opens", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the window does not open", e.getCause());
        }
        return window[0];
    }

    private void begin() {
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        frame.setMinimumSize(LEAST);
        frame.setSize(SIZE);
        frame.setLocationByPlatform(true);
        rebuild();
        frame.setVisible(true);
        request.module().ifPresent(this::openModule);
    }

    JFrame frame() {
        return frame;
    }

    /** Whether the tokens were read. For any thread. */
    boolean isShowingTokens() {
        return view.isPresent();
    }

    /** Waits until the window is closed and its module finalised. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    private WindowContent newContent() {
        return new WindowContent(controls, this, this, request.clock(), advanced);
    }

    /** Builds all that is seen anew: for another language, other colours, another view. */
    private void rebuild() {
        boolean hasFont = Appearance.apply(texts.language(), dark);
        JComponent.setDefaultLocale(texts.locale()); // for Swing's own words, as in the chooser of files
        controls = new Controls(texts);
        content = newContent();
        frame.setTitle(texts.text("app.title"));
        frame.setIconImages(GlyphIcon.images(Glyph.TOKEN, Appearance.accent()));
        frame.setJMenuBar(new WindowMenu(controls, this, this).bar(advanced));
        frame.setContentPane(content);
        showState();
        content.say(hasFont ? "" : texts.text("font.missing"));
        frame.revalidate();
        frame.repaint();
    }

    private void showState() {
        if (view.isPresent()) {
            content.show(view.get(), advanced);
        } else if (request.module().isEmpty() || failure.isPresent()) {
            content.showInstead(WelcomePage.of(controls, this, request.found(), failure.map(texts::say)));
        }
    }

    private void busy(boolean busy) {
        content.busy(busy);
    }

    @Override
    public void openModule(Path module) {
        closeDesk();
        work.start(() -> TokenDesk.open(module, request.slots()), this::opened, e -> notOpened(module, e));
    }

    private void opened(TokenDesk opened) {
        failure = Optional.empty();
        desk = Optional.of(opened);
        watch = Optional.of(opened.watch(() -> SwingUtilities.invokeLater(this::refresh)));
        refresh();
    }

    private void notOpened(Path module, Exception e) {
        view = Optional.empty();
        failure = Optional.of(ModuleFailure.of(module, e));
        showState();
    }

    private static String message(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
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
    public void refresh() {
        desk.ifPresent(its -> work.start(its::look, this::show, this::failed));
    }

    private void show(DeskView now) {
        if (view.isPresent() && view.get().equals(now)) {
            return;
        }
        tellOfComingAndGoing(now);
        view = Optional.of(now);
        content.show(now, advanced);
        dialog.ifPresent(its -> its.refresh(now));
    }

    private void tellOfComingAndGoing(DeskView now) {
        List<TokenView> before = view.map(DeskView::tokens).orElse(List.of());
        before.stream()
                .filter(token -> now.find(token.id()).isEmpty())
                .forEach(token -> content.say(texts.text("status.removed", token.name())));
        now.tokens().stream()
                .filter(token -> view.isPresent() && view.get().find(token.id()).isEmpty())
                .forEach(token -> content.say(texts.text("status.inserted", token.name())));
    }

    private void failed(Exception e) {
        content.say(texts.text("failure.other", HarmlessText.of(message(e))));
    }

    @Override
    public void showInformation(TokenView token) {
        view.ifPresent(its -> {
            List<Field> fields = new TokenFields(texts).of(token, its.module());
            new InformationDialog(controls, frame, this).open(token, fields);
        });
    }

    @Override
    public void changePassword(TokenView token) {
        changePassword(token, false);
    }

    private void changePassword(TokenView token, boolean atFirstUse) {
        open(new ChangePasswordDialog(controls, frame, token, atFirstUse, this::change));
    }

    private void change(ChangePasswordDialog asking, Pin current, Pin replacement, TryRisk risk) {
        ask(asking, () -> {
            try (current;
                    replacement) {
                return desk.orElseThrow().changePin(asking.token(), current, replacement, risk);
            }
        });
    }

    /** A password that must be changed first has the change in place of the log-on. */
    @Override
    public void logOn(TokenView token) {
        logOnNow(token);
    }

    /** Returns whether the user is logged on afterwards. */
    private boolean logOnNow(TokenView token) {
        if (token.pin().toBeChanged()) {
            changePassword(token, true);
            return false;
        }
        LogOnDialog asking = new LogOnDialog(controls, frame, token, this::logOn);
        open(asking);
        return asking.isDone();
    }

    private void logOn(LogOnDialog asking, Pin pin, TryRisk risk) {
        ask(asking, () -> {
            try (pin) {
                return desk.orElseThrow().logOn(asking.token(), pin, risk);
            }
        });
    }

    @Override
    public void unlock(TokenView token) {
        open(new UnlockDialog(controls, frame, token, this::unlock));
    }

    private void unlock(UnlockDialog asking, Pin administrator, Pin replacement, TryRisk risk) {
        ask(asking, () -> {
            try (administrator;
                    replacement) {
                return desk.orElseThrow().unlock(asking.token(), administrator, replacement, risk);
            }
        });
    }

    private void open(PinDialog its) {
        dialog = Optional.of(its);
        its.open();
        dialog = Optional.empty();
    }

    /** Asks the token, hands what it says to the dialogue, and reads the tokens again. */
    private void ask(PinDialog asking, Callable<PinAnswer> question) {
        work.start(
                question,
                answer -> {
                    content.say(texts.say(answer.text()));
                    refresh();
                    if (asking.isOpen()) {
                        asking.answered(answer);
                    }
                },
                e -> {
                    failed(e);
                    asking.close();
                });
    }

    @Override
    public void logOff(TokenView token) {
        work.start(
                () -> {
                    desk.orElseThrow().logOff(token);
                    return token;
                },
                its -> {
                    content.say(texts.text("logoff.done", its.name()));
                    refresh();
                },
                this::failed);
    }

    @Override
    public void importCertificate(TokenView token) {
        if (token.loggedOn() || logOnNow(token)) {
            certificates().importInto(token);
        }
    }

    @Override
    public void deleteCertificate(TokenView token, CertificateEntry certificate) {
        if (token.loggedOn() || logOnNow(token)) {
            certificates().delete(token, certificate, request.clock().instant());
        }
    }

    @Override
    public void exportCertificate(CertificateEntry certificate) {
        certificates().export(certificate);
    }

    private CertificateTasks certificates() {
        return new CertificateTasks(controls, frame, work, desk.orElseThrow(), text -> {
            content.say(text);
            refresh();
        });
    }

    @Override
    public void copy(String text) {
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
        content.say(texts.text("copy.done"));
    }

    @Override
    public void showView(boolean inAdvanced) {
        advanced = inAdvanced;
        rebuild();
    }

    @Override
    public void speak(Language language) {
        texts = Texts.in(language);
        rebuild();
    }

    @Override
    public void paint(boolean inDark) {
        dark = inDark;
        rebuild();
    }

    @Override
    public void about() {
        String module = view.map(its ->
                        HarmlessText.of(String.valueOf(its.module().path().getFileName())))
                .orElseGet(() -> texts.text("about.none"));
        new Notice(controls, frame).told(texts.text("app.title"), texts.text("about.text", module));
    }

    private void closeDesk() {
        watch.ifPresent(SlotWatch::close);
        watch = Optional.empty();
        desk.ifPresent(its -> work.start(
                () -> {
                    its.close();
                    return its;
                },
                done -> {},
                this::failed));
        desk = Optional.empty();
        view = Optional.empty();
    }

    /** Closes the window, logs off and finalises the module. */
    @Override
    public void close() {
        frame.dispose();
        watch.ifPresent(SlotWatch::close);
        @Nullable TokenDesk last = desk.orElse(null);
        desk = Optional.empty();
        work.closeAfter(() -> {
            try {
                if (last != null) {
                    last.close();
                }
            } finally {
                closed.countDown();
            }
        });
    }
}
