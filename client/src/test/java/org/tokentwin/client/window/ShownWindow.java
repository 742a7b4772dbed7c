package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Window;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.trace.Trace.Listening;

/**
 * The real window, and what a person does with it: by the names of its controls. While it is there, no call of PKCS#11 may be made on the
 * event thread.
 */
final class ShownWindow extends OnScreen implements AutoCloseable {

    private final ClientWindow window;
    private final Optional<Listening> listening;
    private final ConcurrentLinkedQueue<String> callsOnEventThread = new ConcurrentLinkedQueue<>();

    private ShownWindow(WindowRequest request, Optional<Emulator> emulator) {
        listening = emulator.map(its -> its.trace(event -> {
            if (SwingUtilities.isEventDispatchThread()) {
                callsOnEventThread.add(event.toString());
            }
        }));
        window = ClientWindow.open(request);
    }

    static ShownWindow on(Emulator emulator) {
        return on(emulator, Texts.in(Language.ENGLISH), false);
    }

    static ShownWindow on(Emulator emulator, Texts texts, boolean dark) {
        return on(emulator, emulator.modulePath(), texts, InstantSource.system(), dark);
    }

    static ShownWindow on(Emulator emulator, Path module, Texts texts, InstantSource clock, boolean dark) {
        WindowRequest request = new WindowRequest(
                Optional.of(module),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                TokenClient::slots,
                clock,
                texts,
                dark);
        ShownWindow shown = new ShownWindow(request, Optional.of(emulator));
        shown.await("the tokens are read", () -> shown.window.isShowingTokens());
        return shown;
    }

    /** On a module of somebody else's, of whose calls nothing is known here. */
    static ShownWindow onModule(Path module) {
        ShownWindow shown = new ShownWindow(
                new WindowRequest(
                        Optional.of(module),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        TokenClient::slots,
                        InstantSource.system(),
                        Texts.in(Language.ENGLISH),
                        false),
                Optional.empty());
        shown.await("the tokens are read", () -> shown.window.isShowingTokens());
        return shown;
    }

    static ShownWindow withoutModule(List<Path> found) {
        return withoutModule(Optional.empty(), found, Optional.empty());
    }

    static ShownWindow withoutModule(Optional<Path> served, List<Path> found, Optional<Path> launcher) {
        return withoutModule(served, found, launcher, Texts.in(Language.ENGLISH), false);
    }

    static ShownWindow withoutModule(
            Optional<Path> served, List<Path> found, Optional<Path> launcher, Texts texts, boolean dark) {
        return new ShownWindow(
                new WindowRequest(
                        Optional.empty(),
                        served,
                        found,
                        launcher,
                        TokenClient::slots,
                        InstantSource.system(),
                        texts,
                        dark),
                Optional.empty());
    }

    ClientWindow window() {
        return window;
    }

    @Override
    Window main() {
        return window.frame();
    }

    @Override
    public void close() {
        onEventThread(() -> {
            Arrays.stream(Window.getWindows()).filter(JDialog.class::isInstance).forEach(Window::dispose);
            window.close();
            return true;
        });
        try {
            window.awaitClose();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        listening.ifPresent(Listening::close);
        assertThat(callsOnEventThread)
                .as("calls of PKCS#11 on the event thread")
                .isEmpty();
    }
}
