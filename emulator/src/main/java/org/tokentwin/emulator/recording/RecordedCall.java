package org.tokentwin.emulator.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * One call as a recording has it. {@code docs/replay.md} has the form of the arguments and results.
 *
 * @param at when it began: an instant, ISO 8601
 * @param application which one called: its number in the recording
 * @param function that was called
 * @param in the arguments, by the standard's names
 * @param result the {@code CK_RV}
 * @param out what was written through the arguments, by the same names
 * @param micros microseconds that it took
 */
public record RecordedCall(
        String at,
        long application,
        CryptokiFunction function,
        ObjectNode in,
        long result,
        ObjectNode out,
        long micros) {
    private static final Set<String> FIELDS =
            Set.of("at", "application", "function", "in", "result", "out", "micros", "arguments", "output", "card");

    private static final String NUMBERED = "CKR_0x";
    private static final int HEXADECIMAL = 16;

    /** Returns the line of the recording, with its end. */
    public String line() {
        ObjectNode line = RecordedJson.object();
        line.put("at", at);
        line.put("application", application);
        line.put("function", function.name());
        line.set("in", in);
        line.put("result", Ckr.name(result));
        line.set("out", out);
        line.put("micros", micros);
        return RecordedJson.text(line) + "\n";
    }

    /**
     * Reads a line.
     *
     * @throws MalformedRecordingException when it is no call of this function
     */
    static RecordedCall of(byte[] line) {
        ObjectNode object = RecordedJson.read(line);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                throw new MalformedRecordingException("it has a field that recordings do not have");
            }
        }
        CryptokiFunction function = CryptokiFunction.named(text(object, "function"))
                .orElseThrow(() -> new MalformedRecordingException("PKCS#11 has no such function"));
        RecordedCall call = new RecordedCall(
                optionalText(object, "at"),
                number(object, "application"),
                function,
                object(object, "in"),
                result(text(object, "result")),
                object(object, "out"),
                object.has("micros") ? number(object, "micros") : 0);
        CallShape.check(call);
        return call;
    }

    private static ObjectNode object(ObjectNode line, String field) {
        if (line.get(field) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedRecordingException(
                "'" + field + "' is no object; a transcript without it cannot be replayed");
    }

    private static String text(ObjectNode line, String field) {
        JsonNode value = line.get(field);
        if (value == null || !value.isTextual()) {
            throw new MalformedRecordingException("'" + field + "' is no text");
        }
        return value.textValue();
    }

    private static String optionalText(ObjectNode line, String field) {
        return line.has(field) ? text(line, field) : "";
    }

    private static long number(ObjectNode line, String field) {
        JsonNode value = line.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedRecordingException("'" + field + "' is no number of 64 bits");
        }
        return value.longValue();
    }

    private static long result(String name) {
        return Ckr.named(name)
                .map(Ckr::code)
                .or(() -> numbered(name))
                .orElseThrow(() -> new MalformedRecordingException("'result' is no CKR"));
    }

    private static Optional<Long> numbered(String name) {
        try {
            return name.startsWith(NUMBERED)
                    ? Optional.of(Long.parseUnsignedLong(name.substring(NUMBERED.length()), HEXADECIMAL))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
