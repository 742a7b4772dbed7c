package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JProgressBar;
import javax.swing.JTabbedPane;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** What a person does with the windows that are on the screen, and sees there: by the names of their controls. */
abstract class OnScreen {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** The window that is there when no dialogue is. */
    abstract Window main();

    /** Presses a button, as its key or a mouse does. */
    void press(String name) {
        AbstractButton button = find(name, AbstractButton.class);
        SwingUtilities.invokeLater(
                () -> button.doClick(0)); // which may open a dialogue, and return when that is closed
    }

    /** Types into a field for passwords, in place of what is there. */
    void type(String field, String text) {
        PinField its = find(field, PinField.class);
        await(field + " takes text", its::isEnabled);
        onEventThread(() -> {
            its.wipe();
            text.chars().forEach(c -> its.replaceSelection(Character.toString(c)));
            return true;
        });
    }

    /** Fills the dialogue that changes the password, and presses OK. */
    void change(String current, String replacement, String confirmation) {
        type("change.current", current);
        type("change.new", replacement);
        type("change.confirm", confirmation);
        press("button.ok");
    }

    String text(String name) {
        Component its = find(name, Component.class);
        return onEventThread(() -> textOf(its));
    }

    void awaitText(String name, String part) {
        await(name + " says " + part, () -> exists(name) && text(name).contains(part));
    }

    boolean exists(String name) {
        return onEventThread(() -> !all(c -> name.equals(c.getName())).isEmpty());
    }

    void awaitGone(String name) {
        await(name + " is gone", () -> !exists(name));
    }

    <C extends Component> C find(String name, Class<C> type) {
        await(
                name + " is there",
                () -> onEventThread(() ->
                        all(c -> name.equals(c.getName()) && type.isInstance(c)).size() > 0));
        return type.cast(onEventThread(
                () -> all(c -> name.equals(c.getName()) && type.isInstance(c)).getFirst()));
    }

    /** Chooses the node of the tree with this text, below one with another. */
    void chooseNode(String text) {
        JTree tree = find("tree", JTree.class);
        await("node " + text, () -> onEventThread(() -> row(tree, text) >= 0));
        onEventThread(() -> {
            tree.setSelectionRow(row(tree, text));
            return true;
        });
    }

    private static int row(JTree tree, String text) {
        for (int row = 0; row < tree.getRowCount(); row++) {
            if (tree.getPathForRow(row).getLastPathComponent().toString().equals(text)) {
                return row;
            }
        }
        return -1;
    }

    List<String> nodes() {
        JTree tree = find("tree", JTree.class);
        return onEventThread(() -> Stream.iterate(0, row -> row < tree.getRowCount(), row -> row + 1)
                .map(row -> tree.getPathForRow(row).getLastPathComponent().toString())
                .toList());
    }

    void chooseTab(int index) {
        JTabbedPane tabs = find("certificate.tabs", JTabbedPane.class);
        onEventThread(() -> {
            tabs.setSelectedIndex(index);
            return true;
        });
    }

    /** All that can be read in the topmost window. */
    String everything() {
        return onEventThread(() -> String.join(
                "\n",
                shownIn(top()).stream()
                        .map(OnScreen::textOf)
                        .filter(text -> !text.isBlank())
                        .toList()));
    }

    /** The dialogue that is open, else the window. */
    Window top() {
        return Arrays.stream(Window.getWindows())
                .filter(Window::isShowing)
                .filter(JDialog.class::isInstance)
                .reduce((first, last) -> last)
                .orElseGet(this::main);
    }

    /** The components of the topmost window come first. */
    private static List<Component> all(Predicate<Component> wanted) {
        return List.of(Window.getWindows()).reversed().stream()
                .filter(Window::isShowing)
                .flatMap(each -> shownIn(each).stream())
                .filter(wanted)
                .toList();
    }

    /** Every component of a window that is visible; of a menu, its items too. */
    static List<Component> shownIn(Component root) {
        List<Component> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Component component, List<Component> found) {
        if (!component.isVisible()) {
            return;
        }
        found.add(component);
        if (component instanceof JMenu menu) {
            Arrays.stream(menu.getMenuComponents()).forEach(item -> collect(item, found));
        } else if (component instanceof Container container) {
            Arrays.stream(container.getComponents()).forEach(part -> collect(part, found));
        }
    }

    static String textOf(Component component) {
        String text = switch (component) {
            case JLabel label -> label.getText();
            case AbstractButton button -> button.getText();
            case PinField pin -> "";
            case JTextComponent area -> area.getText();
            case JProgressBar bar -> bar.isStringPainted() ? bar.getString() : "";
            default -> "";
        };
        return Optional.ofNullable(text).orElse("");
    }

    static <T> T onEventThread(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        SwingUtilities.invokeLater(future);
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    static String clipboard() {
        return onEventThread(
                () -> (String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor));
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
