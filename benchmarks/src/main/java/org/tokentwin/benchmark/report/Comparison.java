package org.tokentwin.benchmark.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.operation.ScalePoint;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Rounds;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.benchmark.run.Sample;

/**
 * The results of a run, with the rounds brought together by their median. Ratios are taken within a round first, since what disturbed one target
 * then disturbed its neighbour too.
 */
final class Comparison {
    private final RunResults results;

    Comparison(RunResults results) {
        this.results = results;
    }

    /** The names of the targets, the reference first. */
    List<String> targets() {
        return List.copyOf(results.targets().keySet());
    }

    /** The target that the others are compared with. */
    String reference() {
        return targets().getFirst();
    }

    /** The operations that were measured on any target by this number of threads. */
    List<Operation> operations(int threads) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.scale().isEmpty())
                .filter(operation -> measurements(operation, threads).findAny().isPresent())
                .toList();
    }

    /** The operations of a curve that were measured on any target, from the smallest size. */
    List<Operation> operations(ScalePoint.Curve curve) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation
                        .scale()
                        .filter(point -> point.curve() == curve)
                        .isPresent())
                .filter(operation -> targets().stream()
                        .anyMatch(target -> point(operation, target).isPresent()))
                .toList();
    }

    /** The median of an operation that is a point of a curve. */
    Optional<Double> point(Operation operation, String target) {
        return time(operation, target, operation.ownThreads().orElse(1), Sample::p50);
    }

    /** How many threads called at a time, each number that was measured. */
    List<Integer> threads() {
        return results.measurements().stream()
                .filter(measurement -> Operation.of(measurement.operation())
                        .filter(operation -> operation.scale().isEmpty())
                        .isPresent())
                .map(Measurement::threads)
                .distinct()
                .sorted()
                .toList();
    }

    /** The median over the rounds of one of a sample's times, in microseconds. */
    Optional<Double> time(Operation operation, String target, int threads, ToDoubleFunction<Sample> part) {
        return Rounds.median(results.of(operation, target, threads)
                .flatMap(measurement -> measurement.sample().stream())
                .mapToDouble(part)
                .toArray());
    }

    /** How many times as long as the reference a target takes: the median over the rounds. */
    Optional<Double> ratio(Operation operation, String target, int threads) {
        return Rounds.median(results.of(operation, target, threads)
                .flatMap(measurement -> roundRatio(operation, measurement).stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private Optional<Double> roundRatio(Operation operation, Measurement measurement) {
        return results.of(operation, reference(), measurement.threads())
                .filter(other -> other.round() == measurement.round())
                .flatMap(other -> other.sample().stream())
                .findFirst()
                .flatMap(other -> measurement.sample().map(own -> own.p50() / other.p50()));
    }

    /** The target whose median is the shortest. */
    Optional<String> fastest(Operation operation, int threads) {
        return targets().stream()
                .filter(target -> time(operation, target, threads, Sample::p50).isPresent())
                .min(Comparator.comparing(
                        target -> time(operation, target, threads, Sample::p50).orElseThrow()));
    }

    /** Why a target was not measured. */
    Optional<String> reason(Operation operation, String target, int threads) {
        return results.of(operation, target, threads)
                .flatMap(measurement -> measurement.reason().stream())
                .findFirst();
    }

    private Stream<Measurement> measurements(Operation operation, int threads) {
        return results.measurements().stream()
                .filter(measurement ->
                        measurement.operation().equals(operation.id()) && measurement.threads() == threads);
    }
}
