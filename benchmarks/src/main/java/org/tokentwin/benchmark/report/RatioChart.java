package org.tokentwin.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.benchmark.operation.Operation;

/** Bars from 1: to the right where a target takes longer than the reference, to the left where it is faster. The axis is logarithmic. */
final class RatioChart {
    private static final double LEFT = 300;
    private static final double WIDTH = 520;
    private static final double RIGHT = 80;
    private static final double TOP = 24;
    private static final double BAR = 12;
    private static final double GAP = 10;

    private final Comparison comparison;
    private final int threads;
    private final List<String> others;

    RatioChart(Comparison comparison, int threads) {
        this.comparison = comparison;
        this.threads = threads;
        others = comparison.targets().stream()
                .filter(target -> !target.equals(comparison.reference()))
                .toList();
    }

    private record Bar(Operation operation, String target, double ratio) {}

    /** The chart; empty if there is nothing to compare. */
    Optional<String> svg() {
        List<Bar> bars = bars();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        double smallest = bars.stream().mapToDouble(Bar::ratio).min().orElse(1);
        double largest = bars.stream().mapToDouble(Bar::ratio).max().orElse(1);
        LogScale scale = LogScale.holding(Math.min(0.5, smallest), Math.max(2, largest), LEFT, WIDTH);
        double height = TOP + comparison.operations(threads).size() * rowHeight();
        Html svg = new Html()
                .open(
                        "svg",
                        "viewBox",
                        "0 0 " + (int) (LEFT + WIDTH + RIGHT) + " " + (int) height,
                        "role",
                        "img",
                        "aria-label",
                        "Time of each target as a multiple of the time of " + comparison.reference());
        Axis.draw(svg, scale, TOP, height, Figures::ratio);
        svg.open("line", "class", "one", "x1", scale.at(1), "x2", scale.at(1), "y1", TOP - 6, "y2", height)
                .close("line");
        double y = TOP;
        for (Operation operation : comparison.operations(threads)) {
            row(svg, scale, operation, y, bars);
            y += rowHeight();
        }
        return Optional.of(svg.close("svg").toString());
    }

    private double rowHeight() {
        return others.size() * BAR + GAP;
    }

    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (Operation operation : comparison.operations(threads)) {
            for (String target : others) {
                comparison
                        .ratio(operation, target, threads)
                        .ifPresent(ratio -> bars.add(new Bar(operation, target, ratio)));
            }
        }
        return bars;
    }

    private void row(Html svg, LogScale scale, Operation operation, double top, List<Bar> bars) {
        svg.element(
                "text", operation.title(), "x", LEFT - 8, "y", top + others.size() * BAR / 2 + 4, "text-anchor", "end");
        for (Bar bar : bars) {
            if (bar.operation() == operation) {
                draw(svg, scale, bar, top + others.indexOf(bar.target()) * BAR);
            }
        }
    }

    private void draw(Html svg, LogScale scale, Bar bar, double y) {
        double from = Math.min(scale.at(1), scale.at(bar.ratio()));
        double to = Math.max(scale.at(1), scale.at(bar.ratio()));
        int colour = comparison.targets().indexOf(bar.target());
        svg.open("rect", "class", "c" + colour, "x", from, "y", y, "width", Math.max(1, to - from), "height", BAR - 2)
                .element("title", bar.target() + ": " + Figures.ratio(bar.ratio()))
                .close("rect");
        svg.element("text", Figures.ratio(bar.ratio()), "class", "value", "x", to + 4, "y", y + BAR - 3);
    }
}
