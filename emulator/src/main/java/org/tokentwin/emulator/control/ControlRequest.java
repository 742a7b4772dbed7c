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

    /**
     * Returns an option that is a whole number from 0.
     *
     * @param digits that it has at most, up to 18
     * @return empty where the option is not given, or is no such number
     */
    public Optional<Long> number(String option, int digits) {
        return Optional.ofNullable(options.get(option))
                .filter(given -> given.matches("[0-9]{1," + digits + "}"))
                .map(Long::valueOf);
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
