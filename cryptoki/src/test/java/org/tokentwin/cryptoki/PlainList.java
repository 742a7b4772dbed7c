package org.tokentwin.cryptoki;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A list of facts beside the tests: a row a line, its fields with a tab between. */
final class PlainList {
    private PlainList() {}

    static List<String[]> rows(String name) {
        try (InputStream in = Objects.requireNonNull(PlainList.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
