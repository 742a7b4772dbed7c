package org.tokentwin.benchmark.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.tokentwin.benchmark.operation.Operation;

/**
 * What one measuring process found.
 *
 * @param operation the id of the operation
 * @param target the name of the target
 * @param threads how many called at a time
 * @param round from 1
 * @param sample empty where nothing was measured
 * @param reason why nothing was measured; empty where something was
 * @param failed whether it should have been measured
 */
public record Measurement(
        String operation,
        String target,
        int threads,
        int round,
        Optional<Sample> sample,
        Optional<String> reason,
        boolean failed) {
    /** Whether the sample is bytes, and not microseconds. */
    @JsonIgnore
    public boolean isInBytes() {
        return Operation.of(operation).filter(Operation::isInBytes).isPresent();
    }
}
