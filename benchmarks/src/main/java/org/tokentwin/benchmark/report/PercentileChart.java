package org.tokentwin.benchmark.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Sample;

/** For each operation and target a line from the median to the 99th percentile, with a mark at the 90th. The axis is logarithmic. */
final class PercentileChart {
    private static final double LEFT = 300;
    private static final double WIDTH = 520;
    private static final double RIGHT = 80;
    private static final double TOP = 24;
    private static final double LINE = 12;
    private static final double GAP = 10;

    private final Comparison comparison;
    private final int threads;

    PercentileChart(Comparison comparison, int threads) {
        this.comparison = comparison;
        this.threads = threads;
    }

    /** The chart; empty where nothing was measured. */
    Optional<String> svg() {
        List<Operation> operations = comparison.operations(threads);
        List<Double> times = operations.stream()
                .flatMap(operation -> comparison.targets().stream()
                        .flatMap(target -> Stream.of(
                                comparison.time(operation, target, threads, Sample::p50),
                                comparison.time(operation, target, threads, Sample::p99))))
                .flatMap(Optional::stream)
                .toList();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        LogScale scale = LogScale.holding(
                times.stream().min(Double::compare).orElseThrow(),
                times.stream().max(Double::compare).orElseThrow(),
                LEFT,
                WIDTH);
        double height = TOP + operations.size() * rowHeight();
        Html svg = new Html()
                .open(
                        "svg",
                        "viewBox",
                        "0 0 " + (int) (LEFT + WIDTH + RIGHT) + " " + (int) height,
                        "role",
                        "img",
                        "aria-label",
                        "Median, 90th and 99th percentile of the time of a call");
        Axis.draw(svg, scale, TOP, height, Figures::time);
        double y = TOP;
        for (Operation operation : operations) {
            row(svg, scale, operation, y);
            y += rowHeight();
        }
        return Optional.of(svg.close("svg").toString());
    }

    private double rowHeight() {
        return comparison.targets().size() * LINE + GAP;
    }

    private void row(Html svg, LogScale scale, Operation operation, double top) {
        double middle = top + comparison.targets().size() * LINE / 2;
        svg.element("text", operation.title(), "x", LEFT - 8, "y", middle + 4, "text-anchor", "end");
        double y = top + LINE / 2;
        for (String target : comparison.targets()) {
            draw(svg, scale, operation, target, y);
            y += LINE;
        }
    }

    private void draw(Html svg, LogScale scale, Operation operation, String target, double y) {
        Optional<Double> p50 = comparison.time(operation, target, threads, Sample::p50);
        Optional<Double> p90 = comparison.time(operation, target, threads, Sample::p90);
        Optional<Double> p99 = comparison.time(operation, target, threads, Sample::p99);
        if (p50.isEmpty() || p90.isEmpty() || p99.isEmpty()) {
            return;
        }
        String colour = "c" + comparison.targets().indexOf(target);
        String text = target + ": " + Figures.time(p50.get()) + " to " + Figures.time(p99.get());
        svg.open("g", "class", colour).element("title", text);
        svg.open("line", "x1", scale.at(p50.get()), "x2", scale.at(p99.get()), "y1", y, "y2", y)
                .close("line");
        svg.open("circle", "cx", scale.at(p50.get()), "cy", y, "r", "4").close("circle");
        svg.open("circle", "cx", scale.at(p90.get()), "cy", y, "r", "2").close("circle");
        svg.close("g");
        svg.element("text", Figures.time(p50.get()), "class", "value", "x", scale.at(p99.get()) + 6, "y", y + 3);
    }
}
