package org.tokentwin.benchmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.benchmark.change.Change;
import org.tokentwin.benchmark.change.TwoRuns;
import org.tokentwin.benchmark.report.ChangeTable;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.client.cli.ErrorMessages;
import org.tokentwin.client.cli.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs, such as one before a change and one behind it. */
@Command(
        name = "compare",
        description = {
            "Says of each row of two runs whether it became faster or slower.",
            "A row has changed where the Mann-Whitney U test (two-sided, exact, over the medians of the rounds) gives it a probability of at most 0.1; three rounds in each run are needed for that."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "The results.json of a run, or the directory where it is.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The same of another run.")
    private Path after = Path.of("");

    @Option(
            names = "--relative-to",
            paramLabel = "TARGET",
            description =
                    "Divide by this target's value of the same round, where the two runs are of two days or machines.")
    private @Nullable String relativeTo;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        TwoRuns runs = new TwoRuns(read(before), read(after), Optional.ofNullable(relativeTo));
        if (relativeTo != null
                && !Stream.of(runs.before(), runs.after())
                        .allMatch(run -> run.targets().containsKey(relativeTo))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--relative-to names no target of both runs; they have in common: "
                            + String.join(", ", common(runs)));
        }
        if (relativeTo == null && !runs.isOfOneMachine()) {
            ErrorMessages.print(
                    spec.commandLine(),
                    "the two runs are of different machines",
                    "Take the rows relative to a target of both: --relative-to TARGET.");
            return BenchmarkCommand.FAILURE;
        }
        List<Change> changes = runs.changes();
        output.print(changes, each -> new ChangeTable(each, relativeTo != null).text());
        return 0;
    }

    private static RunResults read(Path place) throws IOException {
        RunResults results = RunResults.read(Files.isDirectory(place) ? new ReportFiles(place).json() : place);
        if (!TwoRuns.isComparable(results)) {
            throw new IOException("a row of these results has more than " + TwoRuns.MOST_ROUNDS + " rounds");
        }
        return results;
    }

    private static List<String> common(TwoRuns runs) {
        return runs.before().targets().keySet().stream()
                .filter(runs.after().targets()::containsKey)
                .toList();
    }
}
