package org.tokentwin.benchmark.report;

import java.util.Optional;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Sample;

/** All numbers of a comparison as a table: median and 99th percentile, the fastest in bold, and why something is missing. */
final class ResultTable {
    private final Comparison comparison;
    private final int threads;

    ResultTable(Comparison comparison, int threads) {
        this.comparison = comparison;
        this.threads = threads;
    }

    String html() {
        Html table = new Html().open("table").open("thead").open("tr").element("th", "Operation", "scope", "col");
        comparison.targets().forEach(target -> table.element("th", target, "scope", "col"));
        table.close("tr").close("thead").open("tbody");
        for (Operation operation : comparison.operations(threads)) {
            table.open("tr").element("th", operation.title(), "scope", "row");
            comparison.targets().forEach(target -> cell(table, operation, target));
            table.close("tr");
        }
        return table.close("tbody").close("table").toString();
    }

    private void cell(Html table, Operation operation, String target) {
        Optional<Double> p50 = comparison.time(operation, target, threads, Sample::p50);
        if (p50.isEmpty()) {
            table.element("td", comparison.reason(operation, target, threads).orElse("–"), "class", "none");
            return;
        }
        boolean fastest =
                comparison.fastest(operation, threads).filter(target::equals).isPresent();
        table.open("td").element(fastest ? "b" : "span", Figures.time(p50.get()));
        comparison
                .time(operation, target, threads, Sample::p99)
                .ifPresent(p99 -> table.element("small", "99 %: " + Figures.time(p99)));
        table.close("td");
    }
}
