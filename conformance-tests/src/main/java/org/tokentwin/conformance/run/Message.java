package org.tokentwin.conformance.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Hand;

/** What a worker tells: one of these parts, on one line of JSON. */
@JsonInclude(Include.NON_NULL)
record Message(
        @Nullable TargetDescription target,
        @Nullable String started,
        @Nullable CaseResult result,
        Hand.@Nullable Request asks,
        @Nullable String refused) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    static Message target(TargetDescription target) {
        return new Message(target, null, null, null, null);
    }

    static Message started(String id) {
        return new Message(null, id, null, null, null);
    }

    static Message result(CaseResult result) {
        return new Message(null, null, result, null, null);
    }

    static Message refused(String why) {
        return new Message(null, null, null, null, why);
    }

    /** Asks a person for something; the worker waits for a byte on its standard input. */
    static Message asks(Hand.Request request) {
        return new Message(null, null, null, request, null);
    }

    String line() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Message parse(String line) {
        try {
            return JSON.readValue(line, Message.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no message of a worker: " + line, e);
        }
    }
}
