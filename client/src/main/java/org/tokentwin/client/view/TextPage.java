package org.tokentwin.client.view;

import java.util.Collection;

/** Text in lines, as it goes onto a terminal: each passes through {@link HarmlessText}. */
final class TextPage {
    private static final int NAME_WIDTH = 20;
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    TextPage line(int indent, String line) {
        text.append(STEP.repeat(indent)).append(HarmlessText.of(line)).append('\n');
        return this;
    }

    /** A name and its value; nothing where the value is empty. */
    TextPage field(int indent, String name, String value) {
        if (!value.isEmpty()) {
            line(indent, name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value);
        }
        return this;
    }

    /** A name and its values below each other; nothing where there are none. */
    TextPage fields(int indent, String name, Collection<String> values) {
        String shown = name;
        for (String value : values) {
            line(indent, shown + " ".repeat(Math.max(1, NAME_WIDTH - shown.length())) + value);
            shown = "";
        }
        return this;
    }

    TextPage verbatim(String lines) {
        text.append(lines);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
