package org.tokentwin.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.operation.ScalePoint;

/** Cost against scale: a line for each target, both axes logarithmic. */
final class ScaleChart {
    private static final double LEFT = 90;
    private static final double WIDTH = 600;
    private static final double TOP = 20;
    private static final double HEIGHT = 220;
    private static final double RIGHT = 210;
    private static final double BOTTOM = 40;

    private final Comparison comparison;
    private final ScalePoint.Curve curve;

    ScaleChart(Comparison comparison, ScalePoint.Curve curve) {
        this.comparison = comparison;
        this.curve = curve;
    }

    private record Point(int size, double value) {}

    /** The chart; empty where nothing was measured. */
    Optional<String> svg() {
        List<Double> values = comparison.targets().stream()
                .flatMap(target -> points(target).stream())
                .map(Point::value)
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        LogScale across = LogScale.holding(1, largestSize(), LEFT, WIDTH);
        LogScale up = LogScale.holding(
                values.stream().min(Double::compare).orElseThrow(),
                values.stream().max(Double::compare).orElseThrow(),
                TOP + HEIGHT,
                -HEIGHT);
        Html svg = new Html()
                .open(
                        "svg",
                        "viewBox",
                        String.format(Locale.ROOT, "0 0 %.0f %.0f", LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM),
                        "role",
                        "img",
                        "aria-label",
                        curve.title());
        axes(svg, across, up);
        comparison.targets().forEach(target -> line(svg, target, across, up));
        return Optional.of(svg.close("svg").toString());
    }

    private double largestSize() {
        return comparison.operations(curve).stream()
                .mapToDouble(operation -> operation.scale().orElseThrow().size())
                .max()
                .orElse(1);
    }

    private List<Point> points(String target) {
        List<Point> points = new ArrayList<>();
        for (Operation operation : comparison.operations(curve)) {
            int size = operation.scale().orElseThrow().size();
            comparison.point(operation, target).ifPresent(value -> points.add(new Point(size, value)));
        }
        return points;
    }

    private void axes(Html svg, LogScale across, LogScale up) {
        for (double tick : up.ticks()) {
            double y = up.at(tick);
            svg.open("line", "class", "grid", "x1", LEFT, "x2", LEFT + WIDTH, "y1", y, "y2", y)
                    .close("line");
            svg.element("text", figure(tick), "class", "tick", "x", LEFT - 6, "y", y + 3, "text-anchor", "end");
        }
        for (Operation operation : comparison.operations(curve)) {
            int size = operation.scale().orElseThrow().size();
            svg.element(
                    "text",
                    size + " " + curve.counted(),
                    "class",
                    "tick",
                    "x",
                    across.at(size),
                    "y",
                    TOP + HEIGHT + 16,
                    "text-anchor",
                    "middle");
        }
    }

    private void line(Html svg, String target, LogScale across, LogScale up) {
        List<Point> points = points(target);
        if (points.isEmpty()) {
            return;
        }
        String path = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", across.at(point.size()), up.at(point.value())))
                .collect(Collectors.joining(" "));
        svg.open("g", "class", "curve c" + comparison.targets().indexOf(target))
                .element("title", target)
                .open("polyline", "points", path)
                .close("polyline");
        for (Point point : points) {
            svg.open("circle", "cx", across.at(point.size()), "cy", up.at(point.value()), "r", "4")
                    .element("title", target + ": " + figure(point.value()))
                    .close("circle");
        }
        Point last = points.getLast();
        svg.close("g")
                .element(
                        "text",
                        target + " " + figure(last.value()),
                        "x",
                        across.at(last.size()) + 10,
                        "y",
                        up.at(last.value()) + 4);
    }

    private String figure(double value) {
        return curve == ScalePoint.Curve.MEMORY ? Figures.bytes(value) : Figures.time(value);
    }
}
