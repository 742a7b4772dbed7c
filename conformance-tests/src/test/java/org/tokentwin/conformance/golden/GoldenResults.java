package org.tokentwin.conformance.golden;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

/**
 * What a device showed, in a form that is the same in every run.
 *
 * @param packages the Debian packages of other people's software that showed it, with their versions; empty for the emulator
 * @param cases by id: the verdict and, where it is not a pass, what was seen
 * @param returns the values that each function returned, by the cases in which threads do not race; empty where they are not kept
 */
public record GoldenResults(
        SortedMap<String, String> packages,
        SortedMap<String, String> cases,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, SortedSet<String>> returns) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String RACING = "THREAD-";

    public GoldenResults {
        returns = Objects.requireNonNullElseGet(returns, TreeMap::new);
    }

    static GoldenResults of(SortedMap<String, String> packages, Collection<CaseResult> results) {
        SortedMap<String, String> cases = new TreeMap<>();
        for (CaseResult each : results) {
            String detail = StableDetail.of(each.detail());
            cases.put(each.id(), detail.isEmpty() ? each.verdict().toString() : each.verdict() + ": " + detail);
        }
        return new GoldenResults(packages, cases, new TreeMap<>());
    }

    /** The same with the values that the functions returned. */
    static GoldenResults withReturns(SortedMap<String, String> packages, Collection<CaseResult> results) {
        SortedMap<String, SortedSet<String>> returns = new TreeMap<>();
        for (CaseResult each : results) {
            if (!each.id().startsWith(RACING)) {
                each.returned()
                        .forEach((function, values) -> returns.computeIfAbsent(function, any -> new TreeSet<>())
                                .addAll(values.keySet()));
            }
        }
        return new GoldenResults(packages, of(packages, results).cases, returns);
    }

    /** These without the return values in which a device deviated, for one that takes them from what an earlier call left. */
    GoldenResults withoutSeenValues() {
        SortedMap<String, String> masked = new TreeMap<>(cases);
        masked.replaceAll((id, result) -> result.replaceAll("^(deviation: .*, seen )CKR_\\w+$", "$1…"));
        return new GoldenResults(packages, masked, returns);
    }

    /** The kept ones of a device. */
    public static GoldenResults kept(String device) throws IOException {
        return read(fileOf(device));
    }

    static Path fileOf(String device) {
        return Path.of("src", "test", "golden", device + ".json");
    }

    /** The cases that failed, or in which it deviated. */
    public Set<String> failures() {
        return cases.entrySet().stream()
                .filter(each -> each.getValue().startsWith(Verdict.FAIL.toString())
                        || each.getValue().startsWith(Verdict.DEVIATION.toString()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static GoldenResults read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), GoldenResults.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, json());
    }

    private String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** What is another now, for a reader; empty where nothing is. */
    List<String> differencesOf(GoldenResults now) {
        TreeSet<String> ids = new TreeSet<>(cases.keySet());
        ids.addAll(now.cases.keySet());
        List<String> differences = new ArrayList<>();
        for (String id : ids) {
            String then = cases.getOrDefault(id, "new: the golden file does not know the case");
            String seen = now.cases.getOrDefault(id, "the case is gone");
            if (!then.equals(seen)) {
                differences.add(id + "\n    then: " + then + "\n    now:  " + seen);
            }
        }
        TreeSet<String> functions = new TreeSet<>(returns.keySet());
        functions.addAll(now.returns.keySet());
        for (String function : functions) {
            SortedSet<String> then = returns.getOrDefault(function, new TreeSet<>());
            SortedSet<String> seen = now.returns.getOrDefault(function, new TreeSet<>());
            if (!then.equals(seen)) {
                differences.add(function + " returned\n    then: " + then + "\n    now:  " + seen);
            }
        }
        return differences;
    }
}
