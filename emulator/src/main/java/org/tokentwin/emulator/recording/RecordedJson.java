package org.tokentwin.emulator.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The JSON of a recording: bounded, no key twice, nothing behind the object. Equal values have equal texts. */
public final class RecordedJson {
    /** Bytes of the longest line. */
    public static final int LONGEST_LINE = 4 << 20;

    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST_LINE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private RecordedJson() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns a value's text: the same for equal values, in whatever order their fields were put. */
    public static String text(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    static ObjectNode read(byte[] line) {
        try {
            return requireObject(MAPPER.readTree(line));
        } catch (IOException e) {
            throw new MalformedRecordingException("it is no JSON object");
        }
    }

    /** Reads what {@link #text} wrote of an object. */
    static ObjectNode read(String text) {
        try {
            return requireObject(MAPPER.readTree(text));
        } catch (IOException e) {
            throw new MalformedRecordingException("it is no JSON object");
        }
    }

    private static ObjectNode requireObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedRecordingException("it is no JSON object");
    }
}
