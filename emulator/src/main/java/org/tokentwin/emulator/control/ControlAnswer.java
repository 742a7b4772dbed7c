package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** A line from the server: what was asked for, or why not. One of the two is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ControlAnswer(
        @JsonProperty("answer") @Nullable JsonNode answer,
        @JsonProperty("refusal") @Nullable Refusal refusal) {
    /** A {@link RefusedException} on its way. */
    record Refusal(
            @JsonProperty("reason") Reason reason,
            @JsonProperty("message") String message,
            @JsonProperty("advice") String advice) {}

    static ControlAnswer of(JsonNode answer) {
        return new ControlAnswer(answer, null);
    }

    static ControlAnswer of(RefusedException e) {
        return new ControlAnswer(null, new Refusal(e.reason(), String.valueOf(e.getMessage()), e.advice()));
    }
}
