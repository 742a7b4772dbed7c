package org.tokentwin.benchmark.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.benchmark.change.Change;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.client.view.HarmlessText;

/**
 * The rows of two runs as a table in Markdown.
 *
 * @param relative whether the values are ratios
 */
public record ChangeTable(List<Change> changes, boolean relative) {
    /** Lines of Markdown, each with its end. */
    public String text() {
        Stream<String> heading = Stream.of(
                "| Operation | Target | Threads | Before | After | Ratio | Verdict | p |",
                "| --- | --- | ---: | ---: | ---: | ---: | --- | ---: |");
        return Stream.concat(heading, changes.stream().map(this::row)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String row(Change change) {
        return "| "
                + String.join(
                        " | ",
                        change.title(),
                        HarmlessText.of(change.target()).replace("|", "\\|"),
                        String.valueOf(change.threads()),
                        value(change, change.before()),
                        value(change, change.after()),
                        change.ratio().map(Figures::ratio).orElse("–"),
                        change.verdict().text(),
                        change.probability().map(Figures::probability).orElse("–"))
                + " |";
    }

    private String value(Change change, Optional<Double> value) {
        boolean bytes =
                Operation.of(change.operation()).filter(Operation::isInBytes).isPresent();
        return value.map(each -> relative ? Figures.ratio(each) : bytes ? Figures.bytes(each) : Figures.time(each))
                .orElse("–");
    }
}
