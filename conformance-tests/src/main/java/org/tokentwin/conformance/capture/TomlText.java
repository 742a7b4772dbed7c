package org.tokentwin.conformance.capture;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as TOML writes them. What a module says is a stranger's: bounded, and nothing in it ends the text or reaches a terminal raw. */
final class TomlText {
    private TomlText() {}

    /** A text in quotation marks. */
    static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> quote(quoted, each));
        return quoted.append('"').toString();
    }

    /** A list of texts in one line. */
    static String of(Collection<String> texts) {
        return texts.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A list of texts, each in a line. */
    static String lines(Collection<String> texts) {
        return texts.isEmpty()
                ? "[]"
                : texts.stream().map(TomlText::of).collect(Collectors.joining(",\n    ", "[\n    ", ",\n]"));
    }

    /** A field of a structure without the blanks and zeros that fill it, cut to what a profile takes. */
    static String field(char[] field, int mostBytes) {
        int end = field.length;
        while (end > 0 && (field[end - 1] == ' ' || field[end - 1] == 0)) {
            end--;
        }
        String text = new String(field, 0, end);
        while (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }

    private static void quote(StringBuilder quoted, int codePoint) {
        boolean plain = Character.isLetterOrDigit(codePoint) || (codePoint >= ' ' && codePoint <= '~');
        if (codePoint == '"' || codePoint == '\\') {
            quoted.append('\\').appendCodePoint(codePoint);
        } else if (plain) {
            quoted.appendCodePoint(codePoint);
        } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            quoted.append("\\uFFFD"); // half of a pair, which TOML cannot write
        } else {
            quoted.append("\\U%08X".formatted(codePoint));
        }
    }
}
