package org.tokentwin.emulator.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of the page.
 *
 * @param type as {@code Content-Type} says it
 */
record PageFile(String type, String text) {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String JSON = "application/json";

    /** What there is, by its name below the desk's address. */
    private static final Map<String, PageFile> FILES = Map.ofEntries(
            Map.entry("", file("desk.html", HTML)),
            Map.entry("desk.css", file("desk.css", "text/css; charset=utf-8")),
            script("desk.js"),
            script("server.js"),
            script("elements.js"),
            script("words.js"),
            script("tokens.js"),
            script("wire.js"),
            script("programs.js"),
            script("dialog.js"),
            script("questions.js"),
            script("faults.js"),
            script("figures.js"),
            Map.entry("openapi.json", file("openapi.json", JSON)),
            Map.entry("causes.json", file("causes.json", JSON)),
            Map.entry("meanings.json", new PageFile(JSON, ReturnValue.json())));

    static Optional<PageFile> named(String name) {
        return Optional.ofNullable(FILES.get(name));
    }

    private static Map.Entry<String, PageFile> script(String name) {
        return Map.entry(name, file(name, SCRIPT));
    }

    private static PageFile file(String name, String type) {
        try (InputStream in = Objects.requireNonNull(PageFile.class.getResourceAsStream(name), name)) {
            return new PageFile(type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
