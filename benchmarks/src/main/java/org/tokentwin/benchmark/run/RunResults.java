package org.tokentwin.benchmark.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tokentwin.benchmark.operation.Operation;

/**
 * What is kept of a run.
 *
 * @param date the day, ISO 8601, UTC
 * @param targets what each target is, by its name, the reference first
 */
public record RunResults(
        String date, Environment environment, Pace pace, Map<String, String> targets, List<Measurement> measurements) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    public RunResults {
        measurements = List.copyOf(measurements);
    }

    /** The measurements of an operation on a target by this number of threads, one for each round. */
    public Stream<Measurement> of(Operation operation, String target, int threads) {
        return measurements.stream()
                .filter(each -> each.operation().equals(operation.id())
                        && each.target().equals(target)
                        && each.threads() == threads);
    }

    /** The results of a run that were kept. */
    public static RunResults read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), RunResults.class);
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
