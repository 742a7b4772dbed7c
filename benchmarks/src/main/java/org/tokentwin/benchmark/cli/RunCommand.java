package org.tokentwin.benchmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Environment;
import org.tokentwin.benchmark.run.Interleaving;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Pace;
import org.tokentwin.benchmark.run.Plan;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.benchmark.run.TargetRefusedException;
import org.tokentwin.benchmark.token.PreparationException;
import org.tokentwin.benchmark.token.PreparedTarget;
import org.tokentwin.benchmark.token.TargetChoice;
import org.tokentwin.benchmark.token.TargetDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures targets in turns, and writes the results and the reports. */
@Command(
        name = "run",
        description = {
            "Measures the targets in turns: all of them for one operation, then for the next, and all of it in each round.",
            "Writes results.json, report.html and table.md."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--operation", paramLabel = "ID", description = "Only this operation; may be repeated.")
    private List<String> operations = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "How many threads call at a time, as 1,4. One if left out.")
    private List<Integer> threads = List.of(1);

    @Option(
            names = "--quick",
            description =
                    "One short round without the curves against scale, for a look. The results are not to be kept.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all is measured.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            description = "Where the results go. ${DEFAULT-VALUE} if left out.")
    private Path output = Path.of("benchmark-results");

    @Override
    public Integer call() throws IOException, PreparationException, TargetRefusedException {
        List<TargetChoice> choices = targets.choices(spec.commandLine());
        List<Operation> chosen = operations();
        Pace pace = pace();
        threads.forEach(number -> require(number > 0, "--threads takes positive numbers"));
        try (Preparation preparation = Preparation.open()) {
            List<PreparedTarget> prepared = preparation.prepare(choices);
            List<TargetDescription> descriptions =
                    prepared.stream().map(PreparedTarget::description).toList();
            return run(new Plan(descriptions, chosen, threads, pace), prepared, preparation.directory());
        }
    }

    private int run(Plan plan, List<PreparedTarget> prepared, Path directory)
            throws IOException, TargetRefusedException {
        PrintWriter out = spec.commandLine().getOut();
        Environment environment = Environment.ofThisMachine();
        Interleaving interleaving =
                new Interleaving(plan, directory, new ProgressLines(out, ProgressLines.isWatched()));
        out.println("This takes about " + ProgressLines.text(plan.duration()) + ".");
        for (TargetDescription target : plan.targets()) {
            if (target.isToken() && !target.disposable()) {
                interleaving.requireMeasurable(target);
                tellBudget(out, plan, target);
            }
        }
        out.flush();
        List<Measurement> measurements = interleaving.run();
        Map<String, String> names = new LinkedHashMap<>();
        prepared.forEach(target -> names.put(target.description().name(), target.about()));
        ReportFiles files = new ReportFiles(output);
        files.writeAll(new RunResults(
                LocalDate.now(ZoneOffset.UTC).toString(), environment, plan.pace(), names, measurements));
        out.println(files.html());
        out.flush();
        return measurements.stream().anyMatch(Measurement::failed) ? BenchmarkCommand.FAILURE : 0;
    }

    private static void tellBudget(PrintWriter out, Plan plan, TargetDescription target) {
        out.printf(
                "%s is a token of yours. %d processes measure what is safe on it; %d of them log in, once each, with the right PIN "
                        + "and only while all tries are left. Nothing is written to it.%n",
                target.name(), plan.processes(target), target.pin().isPresent() ? plan.logins(target) : 0);
    }

    private List<Operation> operations() {
        if (operations.isEmpty()) {
            return Arrays.stream(Operation.values())
                    .filter(operation -> !quick || operation.scale().isEmpty())
                    .toList();
        }
        return operations.stream()
                .map(id -> Operation.of(id)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "There is no operation " + id + ": see 'list'")))
                .toList();
    }

    private Pace pace() {
        Pace chosen = quick ? Pace.QUICK : Pace.FULL;
        rounds.ifPresent(number -> require(number > 0, "--rounds takes a positive number"));
        return rounds.map(number -> new Pace(number, chosen.warmup(), chosen.measurement()))
                .orElse(chosen);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
