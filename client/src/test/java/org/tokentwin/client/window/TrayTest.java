package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.MenuItem;
import java.awt.SystemTray;
import java.awt.event.ActionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;

/** The icon in a tray, trayer's; and that nothing is missed where the desktop has none. */
@WindowTest
class TrayTest {
    private static final Path TRAYER = Path.of("/usr/bin/trayer");

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    private Optional<Process> trayer = Optional.empty();

    @Test
    void desktopWithoutATray_hasTheWindowAlone() throws InterruptedException {
        awaitNoTray();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            assertThat(shown.window().tray()).isEmpty();
            inserted.emulator().remove(inserted.token());
            shown.awaitText("status.line", "My Token was unplugged.");
        }
    }

    @Test
    void tray_offersThePasswordsOfTheTokensThatAreThere() throws Exception {
        startTrayer();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            Tray tray = shown.window().tray().orElseThrow();
            shown.await("the token is offered", () -> labels(tray).contains("Change the password of My Token"));
            OnScreen.onEventThread(() -> {
                MenuItem change = tray.offered().getFirst();
                SwingUtilities.invokeLater(() -> List.of(change.getActionListeners())
                        .forEach(
                                its -> its.actionPerformed(new ActionEvent(change, ActionEvent.ACTION_PERFORMED, ""))));
                return true;
            });
            shown.find("change.current", PinField.class);
            shown.press("button.cancel");
            shown.awaitGone("change.current");
            inserted.emulator().remove(inserted.token());
            shown.await("it is offered no more", () -> labels(tray).equals(List.of("Quit")));
        }
        assertThat(SystemTray.getSystemTray().getTrayIcons()).isEmpty();
    }

    @Test
    void trayThatEnds_leavesTheWindowWhichThenCloses() throws Exception {
        startTrayer();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            assertThat(shown.window().tray()).isPresent();
            endTrayer();
            inserted.emulator().remove(inserted.token());
            shown.awaitText("status.line", "My Token was unplugged.");
        }
    }

    private static List<String> labels(Tray tray) {
        return OnScreen.onEventThread(
                () -> tray.offered().stream().map(MenuItem::getLabel).toList());
    }

    /** Starts a tray on the screen of the tests, and waits until Java sees it. */
    private void startTrayer() throws IOException, InterruptedException {
        boolean missing = !Files.isExecutable(TRAYER);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(TRAYER + " is missing: install trayer");
        }
        Assumptions.assumeFalse(missing, TRAYER + " is missing: install trayer");
        awaitNoTray();
        ProcessBuilder builder = new ProcessBuilder(TRAYER.toString(), "--edge", "bottom");
        builder.environment().put("DISPLAY", VirtualScreen.display());
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        trayer = Optional.of(started);
        while (!SystemTray.isSupported()) {
            assertThat(started.isAlive()).as("trayer goes on").isTrue();
            Thread.sleep(20);
        }
    }

    @AfterEach
    void endTrayer() throws InterruptedException {
        if (trayer.isPresent()) {
            trayer.get().destroy();
            trayer.get().waitFor();
            awaitNoTray();
        }
    }

    /** Waits until Java sees no tray: it learns of an end some time after it. */
    private static void awaitNoTray() throws InterruptedException {
        while (SystemTray.isSupported()) {
            Thread.sleep(20);
        }
    }
}
