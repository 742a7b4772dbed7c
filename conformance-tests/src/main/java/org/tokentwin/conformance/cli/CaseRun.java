package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.InProcessRun;
import org.tokentwin.conformance.run.TargetDescription;
import org.tokentwin.conformance.run.WorkerRun;

/**
 * A run of cases as the command line asks for it.
 *
 * @param options the token, and what may be done to it
 * @param limit for one case, in its own process
 * @param inProcess whether the module is loaded into this process
 */
record CaseRun(TargetOptions options, Duration limit, boolean inProcess) {
    /**
     * Runs the cases.
     *
     * @param target takes what is tested, once
     * @param results takes each result
     * @param person is asked to take the token out
     */
    TargetDescription of(
            Set<String> ids, Consumer<TargetDescription> target, Consumer<CaseResult> results, Hand.Person person)
            throws IOException, InterruptedException {
        if (options.module().isEmpty() || inProcess) {
            Hand.lend(person);
            TargetDescription description = TargetDescription.of(options);
            target.accept(description);
            InProcessRun.of(ids, options, id -> {}, results);
            return description;
        }
        AtomicReference<@Nullable TargetDescription> told = new AtomicReference<>();
        Consumer<TargetDescription> first = description -> {
            if (told.getAndSet(description) == null) {
                target.accept(description);
            }
        };
        new WorkerRun(ids, options, limit, Map.of(), first, results, person).run();
        TargetDescription description = told.get();
        if (description == null) {
            throw new IllegalStateException("no case, no description");
        }
        return description;
    }

    /**
     * Runs the cases and shows no more than how far they are.
     *
     * @param who what they run on, for the line that says so
     * @param results gets each result
     */
    TargetDescription quietly(String who, Set<String> ids, List<CaseResult> results)
            throws IOException, InterruptedException {
        Progress progress = new Progress(Progress.terminal(), ids.size(), System::nanoTime);
        progress.begin("running cases on " + who + " ...");
        TargetDescription description = of(
                ids,
                told -> {},
                result -> {
                    results.add(result);
                    progress.next(false);
                },
                Person.at(progress));
        progress.clear();
        return description;
    }
}
