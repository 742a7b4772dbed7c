package org.tokentwin.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tokentwin.conformance.call.Transcript;

/**
 * What a case called, as it goes through JUnit's report entries from the extension, which knows it, to the runner of the suite.
 *
 * @param lines the calls, in order
 * @param counts how often each function returned each value
 */
public record CaseCalls(List<String> lines, Map<String, Map<String, Integer>> counts) {
    /** Nothing was called. */
    public static final CaseCalls NONE = new CaseCalls(List.of(), Map.of());

    private static final String LINES = "tokentwin.calls";
    private static final String COUNTS = "tokentwin.counts";

    static void publish(Transcript transcript, Consumer<Map<String, String>> report) {
        String counts = transcript.counts().entrySet().stream()
                .flatMap(function -> function.getValue().entrySet().stream()
                        .map(value -> function.getKey() + " " + value.getKey() + " " + value.getValue()))
                .collect(Collectors.joining("\n"));
        if (!counts.isEmpty()) {
            report.accept(Map.of(LINES, String.join("\n", transcript.lines()), COUNTS, counts));
        }
    }

    /** Whether a report entry is a case's calls. */
    public static boolean isIn(Map<String, String> entry) {
        return entry.containsKey(COUNTS);
    }

    /** The calls from a report entry. */
    public static CaseCalls from(Map<String, String> entry) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (String line : entry.getOrDefault(COUNTS, "").lines().toList()) {
            List<String> parts = Arrays.asList(line.split(" ", -1));
            counts.computeIfAbsent(parts.get(0), any -> new TreeMap<>())
                    .put(parts.get(1), Integer.valueOf(parts.get(2)));
        }
        return new CaseCalls(entry.getOrDefault(LINES, "").lines().toList(), counts);
    }
}
