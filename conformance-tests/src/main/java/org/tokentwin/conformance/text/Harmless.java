package org.tokentwin.conformance.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text harmless, for a terminal, a page and a log alike: what does not show as itself (control, direction and other format characters,
 * halves of surrogate pairs, characters that are none) is escaped as <code>&#92;u</code> and its number, and what is too long is cut, with its
 * true length.
 */
public final class Harmless {
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_ESCAPE = 10;
    private static final int LONGEST_CUT = 24;

    /** The end of a text that was cut before, which is not cut again. */
    private static final Pattern CUT = Pattern.compile("… \\(\\d{1,10} characters\\)$");

    private Harmless() {}

    /** Text in one line; a line end in it is escaped too. */
    public static String line(String text) {
        return cut(text, LONGEST_LINE, false);
    }

    /** Text that may have several lines. */
    public static String text(String text) {
        return cut(text, LONGEST_TEXT, true);
    }

    /** Each as a {@link #line}. */
    public static List<String> lines(List<String> lines) {
        return lines.stream().map(Harmless::line).toList();
    }

    private static String cut(String text, int longest, boolean lineEnds) {
        StringBuilder safe = new StringBuilder();
        int most = CUT.matcher(text).find() ? longest + LONGEST_ESCAPE + LONGEST_CUT : longest;
        int end = 0;
        while (end < text.length() && safe.length() < most) {
            int each = text.codePointAt(end);
            end += Character.charCount(each);
            if (shows(each) || (lineEnds && (each == '\n' || each == '\t'))) {
                safe.appendCodePoint(each);
            } else {
                safe.append(each > Character.MAX_VALUE ? "\\u{%X}".formatted(each) : "\\u%04X".formatted(each));
            }
        }
        return end < text.length() ? safe + "… (" + text.length() + " characters)" : safe.toString();
    }

    private static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
