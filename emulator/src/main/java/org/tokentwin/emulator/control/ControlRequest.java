package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server is asked to do.
 *
 * @param verb the name of a {@link Verb}
 * @param token the name or the serial number of the token that it is about; null where it is about all, or there is but one
 * @param options what else the verb takes
 */
public record ControlRequest(
        @JsonProperty("verb") String verb,
        @JsonProperty("token") @Nullable String token,
        @JsonProperty("options") Map<String, String> options) {
    @JsonCreator
    public ControlRequest(
            @JsonProperty(value = "verb", required = true) String verb,
            @JsonProperty("token") @Nullable String token,
            @JsonProperty("options") @Nullable Map<String, String> options) {
        if (options != null && options.values().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("an option has no value");
        }
        this.verb = verb;
        this.token = token;
        this.options = options == null ? Map.of() : Map.copyOf(options);
    }

    /** Without the options' values: one may be a PIN. */
    @Override
    public String toString() {
        return "ControlRequest[" + verb + ", " + token + ", " + options.keySet() + "]";
    }

    /** Without further options. */
    public static ControlRequest of(String verb, Optional<String> token) {
        return new ControlRequest(verb, token.orElse(null), Map.of());
    }
}
