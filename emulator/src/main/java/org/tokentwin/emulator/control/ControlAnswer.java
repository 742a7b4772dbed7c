package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** A line from the server: what was asked for, or why not. One of the two is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlAnswer(
        @JsonProperty("answer") @Nullable JsonNode answer,
        @JsonProperty("refusal") @Nullable Refusal refusal) {
    /** A {@link RefusedException} on its way. */
    public record Refusal(
            @JsonProperty("reason") Reason reason,
            @JsonProperty("message") String message,
            @JsonProperty("advice") String advice) {}

    /** @param answer what Jackson makes JSON of */
    public static ControlAnswer of(Object answer) {
        return new ControlAnswer(ControlJson.MAPPER.valueToTree(answer), null);
    }

    /** Returns why not. */
    public static ControlAnswer of(RefusedException e) {
        return new ControlAnswer(null, new Refusal(e.reason(), String.valueOf(e.getMessage()), e.advice()));
    }

    /** Returns the line, without its end. */
    public String json() {
        return ControlJson.text(this);
    }
}
