package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A tray on the screen of the tests. Where trayer is missing the test is skipped with that reason, and in CI it fails. */
final class Trayer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/trayer");
    private static final int MILLISECONDS_BETWEEN_LOOKS = 20;
    private static final int LOOKS_BETWEEN_PRESSES = 100;

    /** Below the window, which begins at the top. */
    private static final int HEIGHT = 180;

    /** An icon is narrower, and its menu wider. */
    private static final int WITH_WORDS = 100;

    private static final int CORNER = 12;
    private static final int BLACK = 0xFF000000;

    private @Nullable Process process;

    /** Starts it at the bottom of the screen, and waits until Java sees it. */
    void start(String... options) throws IOException, InterruptedException {
        boolean missing = !Files.isExecutable(PROGRAM);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(PROGRAM + " is missing: install trayer");
        }
        Assumptions.assumeFalse(missing, PROGRAM + " is missing: install trayer");
        awaitNone();
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--edge", "bottom"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DISPLAY", VirtualScreen.display());
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        while (!SystemTray.isSupported()) {
            assertThat(started.isAlive()).as("trayer goes on").isTrue();
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    /** Starts one that is as wide as its icons, in the right corner. */
    static Trayer atTheRight() throws IOException, InterruptedException {
        Trayer trayer = new Trayer();
        trayer.start("--align", "right", "--widthtype", "request", "--height", "48", "--heighttype", "pixel");
        return trayer;
    }

    /** Takes a picture of the one icon with its menu open, and closes that. */
    BufferedImage menu() throws AWTException, InterruptedException {
        Robot robot = new Robot();
        Rectangle screen = screen();
        // The last test left the pointer on the icon. Its tooltip, which comes a second later, is as wide as a menu.
        robot.mouseMove(0, 0);
        for (TrayIcon icon : SystemTray.getSystemTray().getTrayIcons()) {
            icon.setToolTip(null);
        }
        await(robot, width -> width > 0 && width < WITH_WORDS);
        BufferedImage open = openMenu(robot, screen);
        robot.keyPress(KeyEvent.VK_ESCAPE);
        robot.keyRelease(KeyEvent.VK_ESCAPE);
        robot.mouseMove(0, 0);
        await(robot, width -> width < WITH_WORDS);
        return open;
    }

    /** Presses until the menu is there, as a person would: AWT does without one where the tray still holds the pointer. */
    private static BufferedImage openMenu(Robot robot, Rectangle screen) throws InterruptedException {
        robot.mouseMove(screen.width - CORNER, screen.height - CORNER);
        while (true) {
            robot.mousePress(InputEvent.BUTTON3_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON3_DOWN_MASK);
            Optional<BufferedImage> open = look(robot, width -> width >= WITH_WORDS, LOOKS_BETWEEN_PRESSES);
            if (open.isPresent()) {
                return open.get();
            }
        }
    }

    /** Takes a picture of the one icon and what it says. */
    BufferedImage message() throws AWTException, InterruptedException {
        return await(new Robot(), width -> width >= WITH_WORDS);
    }

    private static BufferedImage await(Robot robot, IntPredicate width) throws InterruptedException {
        return look(robot, width, Integer.MAX_VALUE).orElseThrow();
    }

    /** Looks until what is seen in the corner is of some width, and does not change any more; so often at most. */
    private static Optional<BufferedImage> look(Robot robot, IntPredicate width, int times)
            throws InterruptedException {
        Rectangle screen = screen();
        Rectangle corner = new Rectangle(screen.width / 2, screen.height - HEIGHT, screen.width / 2, HEIGHT);
        BufferedImage last = robot.createScreenCapture(corner);
        for (int i = 0; i < times; i++) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            BufferedImage now = robot.createScreenCapture(corner);
            Rectangle seen = seen(now);
            if (width.test(seen.width) && Photograph.isSame(last, now)) {
                return Optional.of(now.getSubimage(seen.x, seen.y, Math.max(1, seen.width), Math.max(1, seen.height)));
            }
            last = now;
        }
        return Optional.empty();
    }

    /** The part of a picture that is not black. */
    private static Rectangle seen(BufferedImage picture) {
        Rectangle seen = new Rectangle(-1, -1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) != BLACK) {
                    seen.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return seen;
    }

    private static Rectangle screen() {
        return new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
    }

    /** Waits until Java sees no tray: it learns of an end some time after it. */
    static void awaitNone() throws InterruptedException {
        while (SystemTray.isSupported()) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    @Override
    public void close() {
        Process its = process;
        process = null;
        if (its != null) {
            its.destroy();
            try {
                its.waitFor();
                awaitNone();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
