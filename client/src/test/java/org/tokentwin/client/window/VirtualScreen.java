package org.tokentwin.client.window;

import java.awt.Toolkit;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A display of the tests' own (Xvfb), for the whole of their JVM and never the user's. Where Xvfb is missing the tests are skipped with that
 * reason, and in CI they fail.
 */
final class VirtualScreen implements BeforeAllCallback {
    private static final Path XVFB = Path.of("/usr/bin/Xvfb");
    private static @Nullable Process server;
    private static String display = "";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    private static synchronized void start() throws IOException {
        if (server != null) {
            return;
        }
        boolean missing = !Files.isExecutable(XVFB);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(XVFB + " is missing: install xvfb");
        }
        Assumptions.assumeFalse(missing, XVFB + " is missing: install xvfb");
        Process xvfb = new ProcessBuilder(
                        XVFB.toString(),
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "2400x1800x24",
                        "-nolisten",
                        "tcp",
                        "-terminate")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        server = xvfb;
        BufferedReader out = xvfb.inputReader();
        String number = Optional.ofNullable(out.readLine())
                .orElseThrow(() -> new AssertionError("Xvfb ended before it had a display"));
        display = ":" + number;
        setEnvironment("DISPLAY", display);
        System.setProperty("java.awt.headless", "false");
        System.setProperty("sun.java2d.uiScale", "2"); // as on a screen of high resolution
        Toolkit.getDefaultToolkit(); // connects: with -terminate, the display ends when this JVM does
    }

    /** The display, for other processes: Java shows them the environment that it was started with. */
    static synchronized String display() {
        return display;
    }

    /** For what asks the C library, whose environment Java does not change: AWT for the display, and modules. */
    @SuppressWarnings("restricted")
    static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup().find("setenv").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (result != 0) {
                throw new AssertionError("setenv: " + result);
            }
        } catch (Throwable e) {
            throw new AssertionError("setenv", e);
        }
    }
}
