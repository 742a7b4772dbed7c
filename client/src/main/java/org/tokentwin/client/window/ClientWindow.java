package org.tokentwin.client.window;

import java.awt.Dimension;
import java.awt.Frame;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JMenuBar;
import javax.swing.SwingUtilities;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/** The client's window. All of it is for the event thread, but for {@link #open} and {@link #awaitClose}. */
public final class ClientWindow implements WindowCommands, OpenModule.Listener {
    private static final Dimension SIZE = new Dimension(1024, 700);
    private static final Dimension LEAST = new Dimension(800, 560);

    private final WindowRequest request;
    private final JFrame frame = new JFrame();
    private final Work work = new Work(busy -> this.content.busy(busy));
    private final Work network = new Work(busy -> {}); // the line at the bottom says that it is asked
    private final OpenModule module;
    private final Emulation started;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Texts texts;
    private boolean advanced;
    private boolean dark;
    private boolean hasFont;
    private TokenTasks tasks;
    private WindowContent content;
    private Optional<Tray> tray = Optional.empty();

    private ClientWindow(WindowRequest request) {
        this.request = request;
        texts = request.texts();
        dark = request.dark();
        hasFont = Appearance.apply(texts.language(), dark);
        module = new OpenModule(work, request.slots(), request.clock(), this);
        started = new Emulation(work, request.launcher());
        tasks = newTasks(new Controls(texts));
        content = newContent(new Controls(texts));
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
        tray = Tray.open(texts, this::comeForward);
        offerInTray();
        request.module().ifPresent(module::open);
    }

    JFrame frame() {
        return frame;
    }

    TokenActions actions() {
        return tasks;
    }

    Optional<Tray> tray() {
        return tray;
    }

    /** Whether the tokens were read. For any thread. */
    boolean isShowingTokens() {
        return module.isRead();
    }

    /** Waits until the window is closed and its module finalised. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    private TokenTasks newTasks(Controls controls) {
        return new TokenTasks(
                controls, frame, work, network, module, started, request.clock(), text -> content.say(text));
    }

    private WindowContent newContent(Controls controls) {
        return new WindowContent(controls, tasks, this, request.clock(), advanced);
    }

    /** Paints all in the colours and letters of now, and builds it anew. */
    private void restyle() {
        hasFont = Appearance.apply(texts.language(), dark);
        rebuild();
    }

    /** Builds all that is seen anew. */
    private void rebuild() {
        JComponent.setDefaultLocale(texts.locale()); // for Swing's own words, as in the chooser of files
        Controls controls = new Controls(texts);
        tasks = newTasks(controls);
        content = newContent(controls);
        frame.setTitle(texts.text("app.title"));
        frame.setIconImages(GlyphIcon.images(Glyph.TOKEN, Appearance.accent()));
        frame.setJMenuBar(menuBar());
        frame.setContentPane(content);
        showState();
        content.say(hasFont ? "" : texts.text("font.missing"));
        offerInTray();
        frame.revalidate();
        frame.repaint();
    }

    private JMenuBar menuBar() {
        return new WindowMenu(new Controls(texts), tasks, this).bar(advanced);
    }

    private void showState() {
        if (module.view().isPresent()) {
            content.show(module.view().get(), advanced);
        } else if (request.module().isEmpty() || module.failure().isPresent()) {
            content.showInstead(new WelcomePage(new Controls(texts), tasks)
                    .of(request, started.isOffered(), module.failure().map(texts::say)));
        }
    }

    @Override
    public void notOpened() {
        showState();
    }

    @Override
    public void changed(DeskView now, List<Sentence> said) {
        List<String> notices = said.stream().map(texts::say).toList();
        if (!notices.isEmpty()) {
            content.say(texts.sentences(notices));
        }
        tray.ifPresent(its -> its.say(notices));
        content.show(now, advanced);
        tasks.refresh(now);
        offerInTray();
    }

    private void offerInTray() {
        tray.ifPresent(its ->
                its.offer(texts, module.view().map(DeskView::tokens).orElse(List.of()), this::changeFromTray, this));
    }

    private void changeFromTray(TokenView token) {
        comeForward();
        tasks.changePassword(token);
    }

    private void comeForward() {
        frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
        frame.toFront();
        frame.requestFocus();
    }

    @Override
    public void failed(Exception e) {
        content.say(Failure.text(texts, e));
    }

    @Override
    public void refresh() {
        module.refresh();
    }

    @Override
    public void showView(boolean inAdvanced) {
        advanced = inAdvanced;
        frame.setJMenuBar(menuBar());
        content.offerOtherThan(advanced);
        showState();
        frame.revalidate();
    }

    @Override
    public void speak(Language language) {
        texts = Texts.in(language);
        restyle();
    }

    @Override
    public void paint(boolean inDark) {
        dark = inDark;
        restyle();
    }

    @Override
    public void about() {
        String name = module.view()
                .map(its -> HarmlessText.of(String.valueOf(its.module().path().getFileName())))
                .orElseGet(() -> texts.text("about.none"));
        new Notice(new Controls(texts), frame).told(texts.text("app.title"), texts.text("about.text", name));
    }

    /** Closes the window, logs off and finalises the module. */
    @Override
    public void close() {
        tray.ifPresent(Tray::close);
        frame.dispose();
        network.close();
        module.end(() -> {
            try {
                started.end();
            } finally {
                closed.countDown();
            }
        });
    }
}
