package org.tokentwin.client.window.model;

import java.util.List;
import org.tokentwin.client.view.HarmlessText;

/**
 * A line of a page: a name in the window's language, and what stands there, a line for each value.
 *
 * @param lines pass the gate for strangers' text here
 * @param fixedWidth whether they are digits that one compares
 */
public record Field(String name, List<String> lines, boolean fixedWidth) {
    private static final int LONGEST = 4000;

    public Field {
        lines = lines.stream().map(Field::shown).toList();
    }

    static Field of(String name, String value) {
        return new Field(name, List.of(value), false);
    }

    static Field of(String name, List<String> values) {
        return new Field(name, values, false);
    }

    static Field digits(String name, String value) {
        return new Field(name, List.of(value), true);
    }

    public String value() {
        return String.join("\n", lines);
    }

    boolean isEmpty() {
        return lines.stream().allMatch(String::isBlank);
    }

    /** Text of strangers as it may be shown: harmless, and not without end. */
    public static String shown(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return HarmlessText.of(bounded);
    }

    /** The fields as lines {@code name: value}, for the clipboard. */
    public static String copy(List<Field> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(field.name())
                .append(": ")
                .append(String.join("; ", field.lines()))
                .append('\n'));
        return text.toString();
    }
}
