package org.tokentwin.emulator.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.PageTables;

/** The tables of {@code docs/profiles.md}, from what the reader of profiles says of each key. {@code -Dtokentwin.pages.write=true} writes them anew. */
class ProfilesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "profiles.md");
    private static final String HINT = "write it anew: mvn -pl emulator -am test -Dtest=ProfilesPageTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dtokentwin.pages.write=true";
    private static final int MOST_SHOWN = 6;

    @Test
    void tables_areWrittenFromTheReadersOwn() throws IOException {
        PageTables.assertWritten(PAGE, ProfilesPageTest.class, HINT, tables());
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("profiles", profiles());
        tables.put("keys", keys());
        tables.put("rules", rules());
        tables.put("conditions", conditions());
        tables.put("leniences", leniences());
        return tables;
    }

    private static List<String> profiles() {
        List<String> lines = new ArrayList<>(List.of("| Profile | Model |", "|---|---|"));
        TokenProfile.names()
                .forEach(name -> lines.add(
                        "| `" + name + "` | " + TokenProfile.named(name).description() + " |"));
        return lines;
    }

    private static List<String> keys() {
        List<String> lines = new ArrayList<>(List.of("| Key | Allowed | Default | Meaning |", "|---|---|---|---|"));
        ProfileTable.named(TokenProfile.DEFAULT_NAME).keys().forEach(key -> lines.add(row(key)));
        return lines;
    }

    private static List<String> conditions() {
        List<String> lines = new ArrayList<>(List.of("| Key | Allowed | Default | Meaning |", "|---|---|---|---|"));
        RefusalReader.keys().forEach(key -> lines.add(row(key)));
        return lines;
    }

    private static String row(ProfileKey key) {
        return "| `" + key.name() + "` | " + key.allowed() + " | " + shown(key.value()) + " | " + key.meaning() + " |";
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "–";
        }
        return value instanceof List<?> items && items.size() > MOST_SHOWN
                ? items.size() + " names"
                : "`" + ProfileText.ofValue(value) + "`";
    }

    private static List<String> leniences() {
        List<String> lines = new ArrayList<>(List.of("| Lenience | Meaning |", "|---|---|"));
        for (Lenience each : Lenience.values()) {
            lines.add("| `" + each.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` | " + each.meaning() + " |");
        }
        return lines;
    }

    private static List<String> rules() {
        List<String> lines = new ArrayList<>(List.of("| Rule | Meaning |", "|---|---|"));
        for (PinRule rule : PinRule.values()) {
            lines.add("| `" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` | " + rule.meaning() + " |");
        }
        return lines;
    }
}
