package org.tokentwin.client.cli;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;

/**
 * What windows are opened by: Java's module for them, and a display. A runtime may have been linked without the module, as the one of the
 * container image is; so its classes are named in a nested class here, and nowhere else among the commands, and loaded where they are.
 */
final class WindowSystem {
    private WindowSystem() {}

    /** How a window is opened. */
    interface Opening<T> {
        T open() throws InterruptedException;
    }

    /**
     * Opens a window.
     *
     * @throws NoWindowException where this Java runtime or this machine has none
     */
    static <T> T open(Opening<T> window) throws NoWindowException, InterruptedException {
        if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
            throw new NoWindowException(
                    "this Java runtime has no windows",
                    "Use the .deb, the tar.gz or a JDK. Everything else works on the command line: 'client --help'.",
                    null);
        }
        return Display.open(window);
    }

    private static final class Display {
        private static final String ADVICE =
                "Start it on a desktop, or set DISPLAY. Everything else works on the command line: 'client --help'.";

        static <T> T open(Opening<T> window) throws NoWindowException, InterruptedException {
            if (GraphicsEnvironment.isHeadless()) {
                throw new NoWindowException("there is no display for a window", ADVICE, null);
            }
            try {
                GraphicsEnvironment.getLocalGraphicsEnvironment();
                return window.open();
            } catch (AWTError e) {
                throw new NoWindowException("the display cannot be used", ADVICE, e);
            }
        }
    }
}
