package org.tokentwin.emulator.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML. Its parser takes a third of a second to load, so that what comes with the emulator is {@linkplain CompiledProfile compiled}. */
final class ProfileSyntax {
    private ProfileSyntax() {}

    /**
     * Returns what a file says.
     *
     * @param source how messages name the file
     * @throws ProfileException where it is no TOML
     */
    static ProfileValues parse(String source, String toml) {
        TomlParseResult parsed = parsed(source, toml);
        if (parsed.hasErrors()) {
            throw new ProfileException(parsed.errors().stream()
                    .map(error -> source + ":" + error.position().line() + ": " + error.getMessage())
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return values(parsed);
    }

    private static TomlParseResult parsed(String source, String toml) {
        try {
            return Toml.parse(toml);
        } catch (AssertionError e) { // tomlj's own, on some broken headers, where assertions are enabled
            throw new ProfileException(source + ": this is no TOML: " + e.getMessage(), e);
        }
    }

    private static ProfileValues values(TomlTable table) {
        Map<String, Object> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        table.toMap().forEach((key, value) -> {
            entries.put(key, value(value));
            TomlPosition position = table.inputPositionOf(List.of(key));
            if (position != null) {
                lines.put(key, position.line());
            }
        });
        return new ProfileValues(entries, lines);
    }

    private static Object value(Object value) {
        return switch (value) {
            case TomlTable table -> values(table);
            case TomlArray items ->
                items.toList().stream().map(ProfileSyntax::value).toList();
            default -> value;
        };
    }
}
