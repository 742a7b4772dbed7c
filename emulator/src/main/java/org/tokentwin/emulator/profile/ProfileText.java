package org.tokentwin.emulator.profile;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** A profile's values as TOML. */
public final class ProfileText {
    private static final int LONGEST_LINE = 120;

    private ProfileText() {}

    /** @param values by key; those of a table in a map, those of several tables of one name in a list of maps */
    static String of(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> {
            if (!(value instanceof Map<?, ?>) && !isTables(value)) {
                append(text, key, value);
            }
        });
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> table) {
                text.append("\n[").append(key).append("]\n");
                table.forEach((name, each) -> append(text, String.valueOf(name), each));
            } else if (isTables(value)) {
                ((List<?>) value).forEach(table -> {
                    text.append("\n[[").append(key).append("]]\n");
                    ((Map<?, ?>) table).forEach((name, each) -> append(text, String.valueOf(name), each));
                });
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String key, Object value) {
        text.append(key).append(" = ").append(ofEntry(key, value)).append('\n');
    }

    private static String ofEntry(String key, Object value) {
        String line = ofValue(value);
        return value instanceof List<?> items && key.length() + line.length() > LONGEST_LINE
                ? items.stream().map(item -> "    " + ofValue(item) + ",\n").collect(Collectors.joining("", "[\n", "]"))
                : line;
    }

    private static boolean isTables(Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map<?, ?>;
    }

    /** Returns a value on one line. */
    public static String ofValue(Object value) {
        return switch (value) {
            case String text -> "\"" + Toml.tomlEscape(text) + "\"";
            case List<?> items -> items.stream().map(ProfileText::ofValue).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> table ->
                table.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + ofValue(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            default -> value.toString();
        };
    }
}
