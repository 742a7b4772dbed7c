package org.tokentwin.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;

/**
 * How like a twin is to its device: the same cases on both, case by case.
 *
 * @param device what the cases saw on the device
 * @param twin what they saw on the twin
 * @param run how many cases were run on both and apply to one of them at least
 * @param rows those of them that are not alike, by difference
 * @param onOneSide how many were run on one of the two only; they are not counted
 */
public record TwinReport(Report device, Report twin, int run, List<Row> rows, int onOneSide) {
    private static final Pattern CKR = Pattern.compile("\\bCKR_\\w+");

    /**
     * A case that is not alike.
     *
     * @param device its verdict there, with what was seen where it did not pass
     * @param difference in words, the same for all cases that differ in the same way
     */
    public record Row(String id, String requirement, String device, String twin, String difference) {}

    /** Compares two runs of the same cases. A case is alike where its verdict is, and where it did not pass the values returned are, too. */
    public static TwinReport of(Report device, Report twin) {
        Map<String, Report.Entry> others =
                twin.cases().stream().collect(Collectors.toMap(Report.Entry::id, Function.identity()));
        List<Row> rows = new ArrayList<>();
        int run = 0;
        int onOneSide = 0;
        for (Report.Entry one : device.cases()) {
            Report.Entry other = others.get(one.id());
            if (other == null || isNotRun(one) != isNotRun(other)) {
                onOneSide++;
            } else if (applies(one) || applies(other)) {
                run++;
                if (!alike(one, other)) {
                    rows.add(new Row(one.id(), one.requirement(), words(one), words(other), difference(one, other)));
                }
            }
        }
        rows.sort((a, b) -> a.difference().equals(b.difference())
                ? a.id().compareTo(b.id())
                : a.difference().compareTo(b.difference()));
        return new TwinReport(device, twin, run, rows, onOneSide);
    }

    private static boolean isNotRun(Report.Entry entry) {
        return entry.verdict() == Verdict.NOT_RUN;
    }

    private static boolean applies(Report.Entry entry) {
        return !isNotRun(entry) && entry.verdict() != Verdict.NOT_APPLICABLE;
    }

    private static boolean alike(Report.Entry one, Report.Entry other) {
        return one.verdict() == other.verdict() && (!tells(one) || values(one).equals(values(other)));
    }

    private static boolean tells(Report.Entry entry) {
        return entry.verdict() == Verdict.DEVIATION || entry.verdict() == Verdict.FAIL;
    }

    private static TreeSet<String> values(Report.Entry entry) {
        return CKR.matcher(entry.detail())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(Report.Entry entry) {
        return entry.verdict() + (entry.detail().isEmpty() ? "" : ": " + entry.detail());
    }

    private static String difference(Report.Entry one, Report.Entry other) {
        if (!applies(other)) {
            return "the twin lacks what the case is about";
        }
        if (!applies(one)) {
            return "the device lacks what the case is about";
        }
        if (one.verdict() == other.verdict()) {
            return "they return other values";
        }
        return switch (other.verdict()) {
            case PASS -> "the twin follows the standard, and the device does not";
            case DEVIATION, FAIL ->
                one.verdict() == Verdict.PASS
                        ? "the device follows the standard, and the twin does not"
                        : "neither follows the standard, each in its way";
            case NOT_APPLICABLE, NOT_RUN -> throw new IllegalStateException(other.id());
        };
    }

    /** How many cases are alike. */
    public int alike() {
        return run - rows.size();
    }

    /** The figure in one line. */
    public String figure() {
        String share = run == 0 ? "" : " (%.1f of 100)".formatted(100.0 * alike() / run);
        return "%d of %d cases alike%s; %d run on one side only".formatted(alike(), run, share, onOneSide);
    }

    /** How many cases differ in each way. */
    public Map<String, Long> differences() {
        return rows.stream().collect(Collectors.groupingBy(Row::difference, TreeMap::new, Collectors.counting()));
    }

    /** As text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        differences().forEach((difference, count) -> {
            text.append('\n').append(difference).append(": ").append(count).append('\n');
            rows.stream()
                    .filter(row -> row.difference().equals(difference))
                    .forEach(row -> text.append(row.id())
                            .append("\n    device: ")
                            .append(line(row.device()))
                            .append("\n    twin:   ")
                            .append(line(row.twin()))
                            .append('\n'));
        });
        return text.append(rows.isEmpty() ? "" : "\n")
                .append(figure())
                .append('\n')
                .toString();
    }

    private static String line(String words) {
        return words.replaceAll("\\s+", " ");
    }
}
