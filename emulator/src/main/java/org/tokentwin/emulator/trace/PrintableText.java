package org.tokentwin.emulator.trace;

import java.util.Locale;

/**
 * Text as a transcript takes it, from any source: nothing in it moves a cursor, ends a line or turns the direction of writing. What would,
 * stands there by its number, as in {@code \\u000A}.
 */
public final class PrintableText {
    /** Characters of the longest text that is shown in full. */
    private static final int LONGEST = 4096;

    private PrintableText() {}

    /** The text with at most 4,096 of its characters, none of which does anything. */
    public static String of(String text) {
        return text.length() <= LONGEST
                ? printable(text)
                : printable(text.substring(0, LONGEST)) + "... [" + text.length() + " characters]";
    }

    private static String printable(String text) {
        if (isAscii(text) || text.codePoints().allMatch(PrintableText::isPrintable)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isPrintable(character)) {
                printable.appendCodePoint(character);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04X", character));
            }
        });
        return printable.toString();
    }

    /** As nearly all text of a transcript is. It is looked at while a program waits, so by a plain loop. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
