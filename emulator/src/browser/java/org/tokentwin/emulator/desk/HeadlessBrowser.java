package org.tokentwin.emulator.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** Debian's Chromium without a screen. Nothing is downloaded for it. For one thread. */
public final class HeadlessBrowser implements AutoCloseable {
    /** How long a page may take to come to a state: as long as a machine may be busy. */
    private static final double PATIENCE = 120_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    public HeadlessBrowser() {
        Path chromium = RequiredProgram.anyOf(
                "chromium-headless-shell", "/usr/bin/chromium-headless-shell", "/usr/bin/chromium");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setTimeout(PATIENCE)
                        .setArgs(List.of("--no-sandbox")));
    }

    /** A window of a browser of its own, which has no cookie yet. */
    public Page window(int width, int height, String language, boolean dark) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("TrustedHTML")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** What scripts failed with, and what the page's policy refused, in all windows. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Keeps a picture for the documents, where the build was asked for pictures. */
    public static void picture(Page page, String name) {
        Path file = System.getProperty("tokentwin.pictures") == null
                ? Path.of("target", "desk", name)
                : Path.of("..", "docs", "desk", name);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        if (!Files.exists(file)) {
            throw new AssertionError(file + " was not written");
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
