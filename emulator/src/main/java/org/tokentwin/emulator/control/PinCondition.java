package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.tokentwin.emulator.cryptoki.PinStatus;

/**
 * How a PIN stands on the card.
 *
 * @param initialised whether it has a value
 * @param mustChange whether it is one to be changed before the token is used, as that of the envelope is
 * @param locked whether it has no try left
 * @param triesLeft until it is locked
 * @param triesAtMost what a right PIN restores
 */
public record PinCondition(
        @JsonProperty("initialised") boolean initialised,
        @JsonProperty("mustChange") boolean mustChange,
        @JsonProperty("locked") boolean locked,
        @JsonProperty("triesLeft") int triesLeft,
        @JsonProperty("triesAtMost") int triesAtMost) {
    static PinCondition of(PinStatus status) {
        return new PinCondition(
                status.initialised(), status.mustChange(), status.isLocked(), status.triesLeft(), status.triesAtMost());
    }
}
