package org.tokentwin.conformance.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;
import org.tokentwin.conformance.text.Harmless;

/**
 * A run's results. The JSON form holds no time, no path and no serial number, so that two of them can be compared line by line.
 *
 * @param format of this document, 1
 * @param functions the values that each function returned at least once
 * @param cases by id
 */
@JsonPropertyOrder({"target", "format"})
public record Report(
        int format, TargetDescription target, Map<String, NavigableSet<String>> functions, List<Entry> cases) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING, SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    /**
     * A case.
     *
     * @param detail why it did not pass
     * @param calls what it called, where it failed or deviated
     */
    public record Entry(
            String id, String section, String requirement, Verdict verdict, String detail, List<String> calls) {
        /** Makes harmless what the module had a hand in, or the author of the file. */
        public Entry {
            id = Harmless.line(id);
            section = Harmless.line(section);
            requirement = Harmless.line(requirement);
            detail = Harmless.text(detail);
            calls = Harmless.lines(calls);
        }
    }

    /** Makes harmless what may come from a file. */
    public Report {
        functions = harmless(functions);
    }

    private static Map<String, NavigableSet<String>> harmless(Map<String, NavigableSet<String>> functions) {
        Map<String, NavigableSet<String>> all = new TreeMap<>();
        functions.forEach((function, values) ->
                all.put(Harmless.line(function), new TreeSet<>(Harmless.lines(List.copyOf(values)))));
        return all;
    }

    /** Makes a report of results, which may come in any order. */
    public static Report of(TargetDescription target, Collection<CaseResult> results) {
        Map<String, NavigableSet<String>> functions = new TreeMap<>();
        results.forEach(result -> result.returned()
                .forEach((function, values) -> functions
                        .computeIfAbsent(function, any -> new TreeSet<>())
                        .addAll(values.keySet())));
        List<Entry> cases = results.stream()
                .map(result -> new Entry(
                        result.id(),
                        result.section(),
                        result.requirement(),
                        result.verdict(),
                        result.detail(),
                        tells(result) ? result.calls() : List.of()))
                .sorted(Comparator.comparing(Entry::id))
                .toList();
        return new Report(1, target, functions, cases);
    }

    private static boolean tells(CaseResult result) {
        return result.verdict() == Verdict.FAIL || result.verdict() == Verdict.DEVIATION;
    }

    /** How many cases have each verdict. */
    public Map<Verdict, Long> counts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(
                    verdict,
                    cases.stream().filter(each -> each.verdict() == verdict).count());
        }
        return counts;
    }

    /** As JSON. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IOException when the file cannot be read, or is no report
     */
    public static Report read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Report.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no report of 'conformance run --json'", e);
        }
    }
}
