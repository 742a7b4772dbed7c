package org.tokentwin.benchmark.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.benchmark.run.Sample;

/** The table for a README: the median of each operation on each target, by one thread, and which is the fastest. */
public final class MarkdownTable {
    private final Comparison comparison;

    public MarkdownTable(RunResults results) {
        comparison = new Comparison(results);
    }

    /** Lines of Markdown, each with its end. */
    public String text() {
        Stream<String> heading = Stream.of(
                row(
                        Stream.concat(Stream.of("Operation"), comparison.targets().stream())
                                .toList(),
                        "Fastest"),
                row(
                        Stream.concat(
                                        Stream.of("---"),
                                        comparison.targets().stream().map(_ -> "---:"))
                                .toList(),
                        "---"));
        Stream<String> rows = comparison.operations(1).stream().map(this::row);
        return Stream.concat(heading, rows).collect(Collectors.joining("\n", "", "\n"));
    }

    private String row(Operation operation) {
        List<String> cells = Stream.concat(
                        Stream.of(operation.title()),
                        comparison.targets().stream().map(target -> cell(operation, target)))
                .toList();
        return row(cells, fastest(operation));
    }

    private static String row(List<String> cells, String last) {
        return "| " + String.join(" | ", cells) + " | " + last + " |";
    }

    private String cell(Operation operation, String target) {
        return comparison
                .time(operation, target, 1, Sample::p50)
                .map(Figures::time)
                .orElse("–");
    }

    private String fastest(Operation operation) {
        String reference = comparison.reference();
        Optional<String> fastest = comparison.fastest(operation, 1);
        if (fastest.isEmpty()) {
            return "–";
        }
        if (!fastest.get().equals(reference)) {
            return fastest.get()
                    + comparison
                            .ratio(operation, fastest.get(), 1)
                            .map(ratio -> ", " + Figures.ratio(1 / ratio))
                            .orElse("");
        }
        return reference
                + comparison.targets().stream()
                        .filter(target -> !target.equals(reference))
                        .flatMap(target -> comparison.ratio(operation, target, 1).stream())
                        .min(Double::compare)
                        .map(ratio -> ", " + Figures.ratio(ratio))
                        .orElse("");
    }
}
