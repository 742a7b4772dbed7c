package org.tokentwin.client.view;

/**
 * The gate for text of strangers: what a token, a module or a certificate says of itself. Characters that could steer a terminal, or turn
 * round what stands next to them, become question marks.
 */
public final class HarmlessText {
    private HarmlessText() {}

    /** Returns the text without control and format characters, and without halves of characters. */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isHarmless(c) ? c : '?').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Returns JSON in which such characters are escapes, so that they steer nothing and are not lost. */
    public static String ofJson(String json) {
        StringBuilder clean = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c == '\n' || Character.isSurrogate((char) c) || isHarmless(c)) {
                clean.append((char) c);
            } else {
                clean.append("\\u%04x".formatted(c));
            }
        });
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
}
