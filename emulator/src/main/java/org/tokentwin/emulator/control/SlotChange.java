package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A token that came or went.
 *
 * @param slot the slot's id, as {@code C_GetSlotList} tells it
 */
public record SlotChange(
        @JsonProperty("token") String token,
        @JsonProperty("serial") String serial,
        @JsonProperty("slot") long slot) {}
