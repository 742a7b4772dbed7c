package org.tokentwin.conformance.report;

import java.util.ArrayList;
import java.util.Comparator;
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
    private static final String CASE = "case ";
    private static final String MECHANISM = "mechanism ";
    private static final String ABSENT = "absent";

    /**
     * One difference.
     *
     * @param subject as {@code case LOGIN-003}
     * @param left what the first report says
     * @param right what the second one says
     * @param heap what it means
     * @param weight how much, within its heap; the heaviest are listed first
     */
    public record Difference(String subject, String left, String right, Heap heap, int weight) {}

    /** What a difference means for who goes from A to B. */
    public enum Heap {
        /** B fails, deviates or lacks what A does not. */
        WORSE("B is worse"),
        /** The other way round. */
        BETTER("B is better"),
        /** Neither: names, values returned, and what was not run on one side. */
        OTHER("B is another");

        private final String title;

        Heap(String title) {
            this.title = title;
        }

        /** As a heading. */
        public String title() {
            return title;
        }
    }

    /** Compares capabilities and verdicts; details and calls are not compared, but for what a deviation is. */
    public static Comparison of(Report left, Report right) {
        List<Difference> found = new ArrayList<>();
        compare(found, "", target(left.target()), target(right.target()));
        compare(found, MECHANISM, mechanisms(left.target()), mechanisms(right.target()));
        compare(found, "returns of ", functions(left), functions(right));
        compare(found, CASE, verdicts(left), verdicts(right));
        found.sort(Comparator.comparing(Difference::heap).thenComparingInt(each -> -each.weight()));
        return new Comparison(left, right, found);
    }

    /** The differences in one heap, the heaviest first. */
    public List<Difference> in(Heap heap) {
        return differences.stream().filter(each -> each.heap() == heap).toList();
    }

    private static void compare(
            List<Difference> found, String kind, Map<String, String> left, Map<String, String> right) {
        NavigableSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            String one = left.getOrDefault(name, ABSENT);
            String other = right.getOrDefault(name, ABSENT);
            if (!Objects.equals(one, other)) {
                found.add(weighed(kind, kind + name, one, other));
            }
        }
    }

    /** A verdict weighs by how far it falls or rises; a mechanism or a function that one side lacks weighs less than a deviation. */
    private static Difference weighed(String kind, String subject, String one, String other) {
        int step = kind.equals(CASE) ? badness(other) - badness(one) : lack(kind, other) - lack(kind, one);
        Heap heap = step > 0 ? Heap.WORSE : step < 0 ? Heap.BETTER : Heap.OTHER;
        return new Difference(subject, one, other, heap, Math.abs(step));
    }

    /** What was not run says nothing, so that it is neither better nor worse than a pass. */
    private static int badness(String verdict) {
        if (verdict.startsWith(Verdict.FAIL.toString())) {
            return 4;
        }
        if (verdict.startsWith(Verdict.DEVIATION.toString())) {
            return 2;
        }
        return verdict.startsWith(Verdict.NOT_APPLICABLE.toString()) ? 1 : 0;
    }

    private static int lack(String kind, String value) {
        return kind.equals(MECHANISM) && value.equals(ABSENT) ? 1 : 0;
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

    /** In one line: how much is worse, better and another, and which side is the twin. */
    public String summary() {
        return differences.isEmpty()
                ? "no differences"
                : "%d differences: %d worse in B, %d better, %d other"
                        .formatted(
                                differences.size(),
                                in(Heap.WORSE).size(),
                                in(Heap.BETTER).size(),
                                in(Heap.OTHER).size());
    }

    /** As text. */
    public String text() {
        StringBuilder text = new StringBuilder("A is " + side(left) + "\nB is " + side(right) + "\n");
        for (Heap heap : Heap.values()) {
            List<Difference> those = in(heap);
            if (!those.isEmpty()) {
                text.append('\n')
                        .append(heap.title())
                        .append(": ")
                        .append(those.size())
                        .append('\n');
            }
            for (Difference each : those) {
                text.append(each.subject())
                        .append("\n    A: ")
                        .append(each.left())
                        .append("\n    B: ")
                        .append(each.right())
                        .append('\n');
            }
        }
        return text.append(differences.isEmpty() ? "" : "\n")
                .append(summary())
                .append('\n')
                .toString();
    }

    private static String side(Report report) {
        String device = report.target().device();
        return device + (Page.isTwin(device) ? " (the twin)" : "");
    }
}
