package org.tokentwin.benchmark.report;

import java.util.Locale;

/** Elements of HTML and SVG, written one after the other. Text and attribute values are escaped here and nowhere else. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Begins an element; attributes are names and values in turn. */
    Html open(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with text only. */
    Html element(String name, String text, Object... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    /** Markup that was made by another one of these, or stands in a file of ours. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    private static String escaped(Object value) {
        String text = value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : value.toString();
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
