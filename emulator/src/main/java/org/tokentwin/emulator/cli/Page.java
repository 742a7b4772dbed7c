package org.tokentwin.emulator.cli;

/**
 * Text in lines. What comes from a certificate or a file goes onto a terminal, so control characters, with which it could do harm
 * there, become question marks.
 */
final class Page {
    private static final int NAME_WIDTH = 18;

    private final StringBuilder text = new StringBuilder();

    Page line(String line) {
        line.codePoints().map(c -> isHarmless(c) ? c : '?').forEach(text::appendCodePoint);
        text.append('\n');
        return this;
    }

    /** A name and its value; nothing where the value is empty. */
    Page field(String name, Object value) {
        String shown = value.toString();
        return shown.isEmpty() ? this : line(name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + shown);
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
