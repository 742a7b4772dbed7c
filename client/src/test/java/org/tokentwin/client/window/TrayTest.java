package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.MenuItem;
import java.awt.SystemTray;
import java.awt.event.ActionEvent;
import java.util.List;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;

/** The icon in a tray, trayer's; and that nothing is missed where the desktop has none. */
@WindowTest
class TrayTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final Trayer trayer = new Trayer();

    @Test
    void desktopWithoutATray_hasTheWindowAlone() throws InterruptedException {
        Trayer.awaitNone();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            assertThat(shown.window().tray()).isEmpty();
            inserted.emulator().remove(inserted.token());
            shown.awaitText("status.line", "My Token was unplugged.");
        }
    }

    @Test
    void tray_offersThePasswordsOfTheTokensThatAreThere() throws Exception {
        trayer.start();
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
    void tokensThatAreReadAnew_leaveTheMenuThatIsOpen() throws Exception {
        trayer.start();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            Tray tray = shown.window().tray().orElseThrow();
            shown.await("the token is offered", () -> labels(tray).contains("Change the password of My Token"));
            MenuItem before = OnScreen.onEventThread(() -> tray.offered().getFirst());
            shown.press("action.change");
            shown.change("Wrong123!", "Ghijkl2?", "Ghijkl2?");
            shown.awaitText("tries", "14 of 15 tries left");
            shown.press("button.cancel");
            shown.await("the token was read anew", () -> shown.everything().contains("14 of 15 tries left"));
            assertThat(OnScreen.onEventThread(() -> tray.offered().getFirst())).isSameAs(before);
        }
    }

    @Test
    void trayThatEnds_leavesTheWindowWhichThenCloses() throws Exception {
        trayer.start();
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            assertThat(shown.window().tray()).isPresent();
            trayer.close();
            inserted.emulator().remove(inserted.token());
            shown.awaitText("status.line", "My Token was unplugged.");
        }
    }

    private static List<String> labels(Tray tray) {
        return OnScreen.onEventThread(
                () -> tray.offered().stream().map(MenuItem::getLabel).toList());
    }
}
