package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import javax.swing.JTabbedPane;
import javax.swing.JTree;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.fault.CommandKind;
import org.tokentwin.emulator.fault.Fault;

/** Tokens that come and go while the window is open. */
@WindowTest
class PlugTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void tokenTakenOut_isGoneAtOnceAndBackAtOnce() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            inserted.emulator().remove(inserted.token());
            shown.awaitText("page.title", "No token is plugged in");
            shown.awaitText("status.line", "My Token was unplugged.");

            inserted.emulator().insert(inserted.token());
            shown.awaitText("page.title", "My Token");
            shown.awaitText("status.line", "My Token was plugged in.");
        }
    }

    @Test
    void secondToken_joinsTheTree() {
        try (EmulatedToken second =
                        EmulatedToken.order().label("Second").withTestKey().issue();
                ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");
            inserted.emulator().insert(second);
            shown.await("the second token is in the tree", () -> shown.nodes().contains("Second"));

            assertThat(shown.text("page.title"))
                    .as("what was chosen stays chosen")
                    .isEqualTo("CHAN TAI MAN");
            inserted.emulator().remove(second);
            shown.await("the second token is gone", () -> !shown.nodes().contains("Second"));
        }
    }

    @Test
    void secondToken_leavesWhatIsOpenAsItIs() {
        try (EmulatedToken second =
                        EmulatedToken.order().label("Second").withTestKey().issue();
                ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");
            shown.chooseTab(1);
            JTree tree = shown.find("tree", JTree.class);
            int authorities = shown.nodes().indexOf("CA Certificates");
            int before = shown.nodes().size();
            ShownWindow.onEventThread(() -> {
                tree.collapseRow(authorities);
                return true;
            });
            int closed = shown.nodes().size();
            assertThat(closed).isLessThan(before);
            inserted.emulator().insert(second);
            shown.await("the second token is in the tree", () -> shown.nodes().contains("Second"));

            JTabbedPane tabs = shown.find("certificate.tabs", JTabbedPane.class);
            assertThat(ShownWindow.onEventThread(tabs::getSelectedIndex))
                    .as("the tab")
                    .isEqualTo(1);
            assertThat(shown.nodes().subList(0, closed))
                    .as("what was closed stays so")
                    .endsWith("Settings");
        }
    }

    @Test
    void tokenTakenOutInTheMiddleOfADialogue_isToldThere() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.type("change.current", InsertedToken.PIN);
            inserted.emulator().remove(inserted.token());

            shown.awaitText("message", "My Token was unplugged. Plug it in and start again.");
            PinField current = shown.find("change.current", PinField.class);
            assertThat(ShownWindow.onEventThread(current::isBlank)).isTrue();
            assertThat(ShownWindow.onEventThread(current::isEnabled)).isFalse();
            shown.press("button.close");
            shown.awaitGone("change.current");
        }
    }

    @Test
    void tokenPulledWhileItChangesThePassword_isTold() {
        inserted.token().faults().inject(Fault.remove().at(CommandKind.WRITE, 1));
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.change(InsertedToken.PIN, "Ghijkl2?", "Ghijkl2?");

            shown.awaitText("message", "My Token was unplugged. Plug it in and start again.");
        }
    }

    @Test
    void anotherTokenInTheSameSlot_isNotTakenForTheFirst() {
        try (EmulatedToken second =
                        EmulatedToken.order().label("Second").withTestKey().issue();
                ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.find("change.current", Component.class);
            inserted.emulator().remove(inserted.token());
            inserted.emulator().insert(second);

            shown.awaitText("message", "My Token was unplugged.");
        }
    }
}
