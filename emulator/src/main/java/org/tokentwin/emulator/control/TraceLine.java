package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.trace.TraceEvent;

/**
 * What {@code trace} sends.
 *
 * @param event null in the first line, which says that the transcript has begun
 * @param leftOut the events before this one that the asker was too slow to take
 */
public record TraceLine(
        @JsonProperty("event") @Nullable TraceEvent event,
        @JsonProperty("leftOut") long leftOut) {}
