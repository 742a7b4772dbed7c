package org.tokentwin.benchmark.report;

import java.util.function.DoubleFunction;

/** The lines and labels of a logarithmic axis. */
final class Axis {
    private static final double LABEL = 10;

    private Axis() {}

    static void draw(Html svg, LogScale scale, double top, double bottom, DoubleFunction<String> label) {
        for (double tick : scale.ticks()) {
            svg.open("line", "class", "grid", "x1", scale.at(tick), "x2", scale.at(tick), "y1", top - 6, "y2", bottom)
                    .close("line");
            svg.element(
                    "text",
                    label.apply(tick),
                    "class",
                    "tick",
                    "x",
                    scale.at(tick),
                    "y",
                    top - LABEL,
                    "text-anchor",
                    "middle");
        }
    }
}
