package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tables of a page that a test writes: each stands between two marks, which name it and the test. */
public final class PageTables {
    private PageTables() {}

    /**
     * Holds a page to its tables; with the system property {@code tokentwin.pages.write} it is written first.
     *
     * @param writer the test
     * @param tables lines by name
     */
    public static void assertWritten(Path file, Class<?> writer, String hint, Map<String, List<String>> tables)
            throws IOException {
        String written = Files.readString(file);
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            written = with(writer, table.getKey(), table.getValue(), written);
        }
        if (Boolean.getBoolean("tokentwin.pages.write")) {
            Files.writeString(file, written);
        }

        assertThat(Files.readString(file)).as(hint).isEqualTo(written);
    }

    /** The page with a table between its two marks. */
    private static String with(Class<?> writer, String name, List<String> table, String page) {
        String begin = "<!-- table of " + name + ", written by " + writer.getSimpleName() + " -->\n";
        String end = "<!-- end of the table -->\n";
        assertThat(page).as("the mark of the table of " + name).containsOnlyOnce(begin);
        int from = page.indexOf(begin) + begin.length();
        return page.substring(0, from) + String.join("\n", table) + "\n" + page.substring(page.indexOf(end, from));
    }
}
