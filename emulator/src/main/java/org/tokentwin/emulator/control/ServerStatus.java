package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How a server stands.
 *
 * @param process its process id
 * @param connections the applications that are connected now
 * @param cryptography the providers that the cards compute with
 */
public record ServerStatus(
        @JsonProperty("process") long process,
        @JsonProperty("connections") int connections,
        @JsonProperty("cryptography") String cryptography,
        @JsonProperty("tokens") List<TokenStatus> tokens) {}
