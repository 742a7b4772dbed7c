package org.tokentwin.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.TargetDescription;

/** Where two devices differ: the twin report. */
public record Comparison(Report left, Report right, List<Difference> differences) {
    /**
     * One difference.
     *
     * @param subject as {@code case LOGIN-003}
     * @param left what the first report says
     * @param right what the second one says
     */
    public record Difference(String subject, String left, String right) {}

    /** Compares capabilities and verdicts; details and calls are not compared, but for what a deviation is. */
    public static Comparison of(Report left, Report right) {
        List<Difference> found = new ArrayList<>();
        compare(found, "", target(left.target()), target(right.target()));
        compare(found, "mechanism ", mechanisms(left.target()), mechanisms(right.target()));
        compare(found, "returns of ", functions(left), functions(right));
        compare(found, "case ", verdicts(left), verdicts(right));
        return new Comparison(left, right, found);
    }

    private static void compare(
            List<Difference> found, String kind, Map<String, String> left, Map<String, String> right) {
        NavigableSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            String one = left.getOrDefault(name, "absent");
            String other = right.getOrDefault(name, "absent");
            if (!Objects.equals(one, other)) {
                found.add(new Difference(kind + name, one, other));
            }
        }
    }

    private static Map<String, String> target(TargetDescription target) {
        return Map.of(
                "library", target.library(),
                "manufacturer", target.manufacturer(),
                "PKCS#11", target.cryptoki(),
                "token", target.token(),
                "PIN lengths", target.pinLengths(),
                "flags", String.join(" ", target.flags()));
    }

    private static Map<String, String> mechanisms(TargetDescription target) {
        return target.mechanisms().stream()
                .collect(Collectors.toMap(
                        TargetDescription.Mechanism::name, TargetDescription.Mechanism::info, (one, same) -> one));
    }

    private static Map<String, String> functions(Report report) {
        Map<String, String> all = new TreeMap<>();
        report.functions().forEach((function, values) -> all.put(function, String.join(" ", values)));
        return all;
    }

    private static Map<String, String> verdicts(Report report) {
        return report.cases().stream()
                .collect(Collectors.toMap(
                        Report.Entry::id,
                        each -> each.verdict() == Verdict.DEVIATION
                                ? each.verdict() + ": " + each.detail()
                                : each.verdict().toString()));
    }

    /** The differences in which a verdict or a capability is another, without the values that functions returned. */
    public List<Difference> essential() {
        return differences.stream()
                .filter(each -> !each.subject().startsWith("returns of "))
                .toList();
    }

    /** As text. */
    public String text() {
        StringBuilder text = new StringBuilder(
                "A is " + left.target().device() + "\nB is " + right.target().device() + "\n");
        for (Difference each : differences) {
            text.append(each.subject())
                    .append("\n    A: ")
                    .append(each.left())
                    .append("\n    B: ")
                    .append(each.right())
                    .append('\n');
        }
        return text.append(differences.isEmpty() ? "no differences\n" : differences.size() + " differences\n")
                .toString();
    }
}
