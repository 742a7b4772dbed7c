package org.tokentwin.emulator.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a transcript, written when it is over: a call with what it did to the card, or, if there is no {@code function}, an exchange
 * with the card that no call caused.
 *
 * @param at when it began: an instant, ISO 8601
 * @param application counted from 1 in the order in which they came; 0 for an exchange of nobody's
 * @param function as the standard spells it, for example {@code C_Login}; empty for an exchange of nobody's
 * @param arguments by the standard's names; a byte string is shown by its length
 * @param result the name of the CKR
 * @param output what the function gave back; empty where it gives nothing
 * @param micros microseconds that it took, the card's part included
 * @param cardMicros microseconds of these that its card took
 * @param card what went to the card and came back, each with {@code >} or {@code <} before it
 */
public record TraceEvent(
        @JsonProperty("at") String at,
        @JsonProperty("application") int application,
        @JsonProperty("function") String function,
        @JsonProperty("arguments") Map<String, String> arguments,
        @JsonProperty("result") String result,
        @JsonProperty("output") String output,
        @JsonProperty("micros") long micros,
        @JsonProperty("cardMicros") long cardMicros,
        @JsonProperty("card") List<String> card) {
    private static final int MOST_LINES = 2000;
    private static final String INDENT = "     ";

    /** The one gate: all text that a transcript shows is in an event, and what is in an event is printable. */
    public TraceEvent {
        at = PrintableText.of(at);
        function = PrintableText.of(function);
        arguments = printable(arguments);
        result = PrintableText.of(result);
        output = PrintableText.of(output);
        card = printable(card);
    }

    private static List<String> printable(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> printable = new ArrayList<>(lines.size());
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            printable.add(PrintableText.of(line));
        }
        if (lines.size() > MOST_LINES) {
            printable.add("... [" + lines.size() + " lines]");
        }
        return Collections.unmodifiableList(printable);
    }

    private static Map<String, String> printable(Map<String, String> arguments) {
        Map<String, String> printable = new LinkedHashMap<>();
        arguments.forEach((name, value) -> printable.put(PrintableText.of(name), PrintableText.of(value)));
        return Collections.unmodifiableMap(printable);
    }

    /** Lines for a person to read, each with its end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!function.isEmpty()) {
            text.append('#').append(application).append(' ').append(function).append('(');
            text.append(String.join(
                    ", ",
                    arguments.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList()));
            text.append(") = ").append(result);
            text.append(output.isEmpty() ? "" : " -> " + output);
            text.append("  [").append(micros).append(" us]\n");
        }
        card.forEach(line -> text.append(INDENT).append(line).append('\n'));
        return text.toString();
    }

    /** The same text: there is nothing secret in it. */
    @Override
    public String toString() {
        return text().stripTrailing();
    }
}
