package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What waits to happen to a token.
 *
 * @param faults as {@link org.tokentwin.emulator.fault.Fault#parse} reads them
 */
public record WaitingFaults(
        @JsonProperty("token") String token,
        @JsonProperty("faults") List<String> faults) {}
