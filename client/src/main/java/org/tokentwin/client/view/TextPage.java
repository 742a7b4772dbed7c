package org.tokentwin.client.view;

import java.util.Collection;

/**
 * Text in lines. What a token says of itself goes onto a terminal, so control characters, with which it could do harm there, become
 * question marks.
 */
final class TextPage {
    private static final int NAME_WIDTH = 20;
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    TextPage line(int indent, String line) {
        text.append(STEP.repeat(indent)).append(printable(line)).append('\n');
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

    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isHarmless(c) ? c : '?').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
