package org.tokentwin.conformance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tokentwin.client.scratch.ScratchDirectory;
import org.tokentwin.conformance.CaseCalls;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.call.FlightRecorder;

/**
 * Runs cases in a process of their own. Where that process dies, or a case takes too long, that is the result of the case that ran, with
 * the function that did not return; the others go on in another process, which first puts right what the dead one left on the token.
 */
public final class WorkerRun {
    static final String PREFIX = "tokentwin-conformance-";

    private final TargetOptions options;
    private final Duration limit;
    private final Map<String, String> environment;
    private final Consumer<TargetDescription> target;
    private final Consumer<CaseResult> results;
    private final Hand.Person person;
    private final Set<String> left;
    private Optional<String> current = Optional.empty();
    private Optional<CaseResult> dead = Optional.empty();
    private String end = "";
    private boolean anyStarted;

    /**
     * @param ids of the cases, in their order
     * @param limit for one case
     * @param environment variables for the process, added to this one's
     * @param target takes what is tested, before the first result; again after each restart
     * @param results takes each result
     * @param person is asked to take the token out and to put it back, where the options say so
     */
    public WorkerRun(
            Set<String> ids,
            TargetOptions options,
            Duration limit,
            Map<String, String> environment,
            Consumer<TargetDescription> target,
            Consumer<CaseResult> results,
            Hand.Person person) {
        this.left = new LinkedHashSet<>(ids);
        this.options = options;
        this.limit = limit;
        this.environment = Map.copyOf(environment);
        this.target = target;
        this.results = results;
        this.person = person;
    }

    /**
     * Runs them all.
     *
     * @throws NoTokenException when there is no token, or its PIN is refused, before the first case. After that, the cases that are left are
     *     not run for that reason.
     */
    public void run() throws IOException, InterruptedException {
        while (!left.isEmpty() || dead.isPresent()) {
            int before = left.size();
            try (ScratchDirectory directory = ScratchDirectory.create(PREFIX)) {
                runOneProcess(directory.path());
            }
            if (left.size() == before) {
                stop("The process that loads the module ended before its first case: " + end
                        + ". Try 'tokentwin client doctor --module "
                        + options.module().map(Path::toString).orElse("") + "'");
            }
        }
    }

    private void runOneProcess(Path directory) throws IOException, InterruptedException {
        current = Optional.empty();
        WorkerProcess process = new WorkerProcess(directory, limit, () -> current.isPresent(), this::take, person);
        end = process.run(List.copyOf(left), options, environment);
        if (current.isPresent()) {
            died(current.get(), process.flight());
        }
    }

    private void take(Message message) {
        Optional.ofNullable(message.target()).ifPresent(told -> {
            target.accept(told);
            anyStarted = true;
            dead.ifPresent(results);
            dead = Optional.empty();
        });
        Optional.ofNullable(message.refused()).ifPresent(this::stop);
        Optional.ofNullable(message.started()).ifPresent(id -> current = Optional.of(id));
        Optional.ofNullable(message.result()).ifPresent(result -> {
            current = Optional.empty();
            left.remove(result.id());
            results.accept(result);
        });
    }

    /** Ends the run: before its first case as a whole, after that with a reason for each case that is left. */
    private void stop(String why) {
        if (!anyStarted) {
            throw new NoTokenException(why);
        }
        dead.map(result -> result.withAftermath(why)).ifPresent(results);
        dead = Optional.empty();
        CaseCatalogue.cases(options.vectors()).stream()
                .filter(each -> left.remove(each.id()))
                .forEach(each -> results.accept(CaseResult.of(each, Verdict.NOT_RUN, why, CaseCalls.NONE)));
    }

    private void died(String id, Path flight) throws IOException {
        FlightRecorder.Flight record =
                Files.exists(flight) ? FlightRecorder.read(flight) : new FlightRecorder.Flight(List.of(), List.of());
        String where = record.open().isEmpty()
                ? "outside of any call"
                : "in " + record.open().getFirst();
        String how = end + ", " + where;
        CaseDescription found = CaseCatalogue.cases(options.vectors()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        left.remove(id);
        dead = Optional.of(CaseResult.of(found, Verdict.FAIL, how, new CaseCalls(record.lines(), Map.of())));
    }
}
