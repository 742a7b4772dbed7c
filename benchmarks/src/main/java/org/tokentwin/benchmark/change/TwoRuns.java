package org.tokentwin.benchmark.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tokentwin.benchmark.change.Change.Verdict;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Rounds;
import org.tokentwin.benchmark.run.RunResults;

/**
 * Compares two runs row by row. The values of a row are the medians of its rounds.
 *
 * @param relativeTo a target of both runs, by whose value in the same round each value is divided, since another day or machine is faster or slower for all;
 *     empty for the values themselves
 */
public record TwoRuns(RunResults before, RunResults after, Optional<String> relativeTo) {
    /** A row counts as changed where ranks so unlike are no more likely than this by chance. */
    public static final double MOST_LIKELY = 0.1;

    /** What the exact test is computed for in no time; no run has so many. */
    public static final int MOST_ROUNDS = 50;

    /** What a row is of. */
    private record Row(Operation operation, String target, int threads) {}

    /** Returns the rows of either run, those of operations that this version knows, in the order of the first. */
    public List<Change> changes() {
        Set<Row> rows = new LinkedHashSet<>();
        Stream.of(before, after)
                .flatMap(run -> run.measurements().stream())
                .filter(each -> !relativeTo.equals(Optional.of(each.target())))
                .forEach(each -> Operation.of(each.operation())
                        .ifPresent(operation -> rows.add(new Row(operation, each.target(), each.threads()))));
        return rows.stream().flatMap(row -> change(row).stream()).toList();
    }

    /** Whether no row of a run has more rounds than can be compared. */
    public static boolean isComparable(RunResults run) {
        return run.measurements().stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.operation(), each.target(), each.threads()), Collectors.counting()))
                .values()
                .stream()
                .allMatch(rounds -> rounds <= MOST_ROUNDS);
    }

    /** Whether times of the one say something about times of the other. */
    public boolean isOfOneMachine() {
        return before.environment().processor().equals(after.environment().processor())
                && before.environment().processors() == after.environment().processors();
    }

    private Optional<Change> change(Row row) {
        double[] first = values(before, row);
        double[] second = values(after, row);
        if (first.length + second.length == 0) {
            return Optional.empty(); // measured in neither
        }
        Optional<Double> old = Rounds.median(first);
        Optional<Double> now = Rounds.median(second);
        Optional<Double> probability =
                old.isEmpty() || now.isEmpty() ? Optional.empty() : Optional.of(RankTest.probability(first, second));
        return Optional.of(new Change(
                row.operation().id(),
                row.operation().title(),
                row.target(),
                row.threads(),
                old,
                now,
                old.flatMap(was -> now.map(is -> is / was)),
                probability,
                verdict(row.operation(), first, second, probability)));
    }

    private static Verdict verdict(Operation operation, double[] first, double[] second, Optional<Double> probability) {
        if (probability.isEmpty()) {
            return first.length > 0 ? Verdict.ONLY_BEFORE : Verdict.ONLY_AFTER;
        }
        if (least(first.length, second.length) > MOST_LIKELY) {
            return Verdict.TOO_FEW_ROUNDS;
        }
        if (probability.get() > MOST_LIKELY) {
            return Verdict.NOISE;
        }
        boolean less =
                Rounds.median(second).orElseThrow() < Rounds.median(first).orElseThrow();
        return operation.isInBytes() ? less ? Verdict.SMALLER : Verdict.LARGER : less ? Verdict.FASTER : Verdict.SLOWER;
    }

    /** The probability where every value of the one is below every value of the other. */
    private static double least(int first, int second) {
        return RankTest.probability(
                IntStream.range(0, first).asDoubleStream().toArray(),
                IntStream.range(first, first + second).asDoubleStream().toArray());
    }

    private double[] values(RunResults run, Row row) {
        return run.of(row.operation(), row.target(), row.threads())
                .flatMapToDouble(each -> value(run, each).stream())
                .toArray();
    }

    private OptionalDouble value(RunResults run, Measurement measurement) {
        OptionalDouble own = p50(measurement);
        if (relativeTo.isEmpty() || own.isEmpty()) {
            return own;
        }
        return run.of(Operation.of(measurement.operation()).orElseThrow(), relativeTo.get(), measurement.threads())
                .filter(other -> other.round() == measurement.round())
                .flatMapToDouble(other -> p50(other).stream())
                .map(other -> own.getAsDouble() / other)
                .findFirst();
    }

    private static OptionalDouble p50(Measurement measurement) {
        return measurement.sample().stream().mapToDouble(sample -> sample.p50()).findFirst();
    }
}
