package org.tokentwin.benchmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.benchmark.operation.Effect;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.MeasuringProcess.Verdict;
import org.tokentwin.benchmark.token.TargetDescription;

/** Carries out a plan, one measuring process after the other. */
public final class Interleaving {
    private final Plan plan;
    private final MeasuringProcess process;
    private final Progress progress;
    private final Map<TargetDescription, String> endangered = new HashMap<>();

    /** @param directory for the files of measuring processes */
    public Interleaving(Plan plan, Path directory, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        process = new MeasuringProcess(directory, plan.pace());
    }

    /** All that was measured, in order. */
    public List<Measurement> run() throws IOException {
        System.setProperty("jmh.ignoreLock", "true"); // a file for the whole machine, which another user may own
        List<Step> steps = plan.steps();
        List<Measurement> measurements = new ArrayList<>();
        long begin = System.nanoTime();
        for (Step step : steps) {
            measurements.add(measure(step));
            int done = measurements.size();
            Duration spent = Duration.ofNanos(System.nanoTime() - begin);
            Duration left = spent.multipliedBy(steps.size() - (long) done).dividedBy(done);
            progress.measured(measurements.getLast(), done, steps.size(), left);
        }
        return measurements;
    }

    private Measurement measure(Step step) throws IOException {
        TargetDescription target = plan.targets().get(step.target());
        Optional<String> danger = step.operation().effect() == Effect.LOGIN
                ? Optional.ofNullable(endangered.get(target))
                : Optional.empty();
        MeasuringProcess.Outcome outcome = danger.isPresent()
                ? new MeasuringProcess.Outcome(Verdict.NOT_APPLICABLE, Optional.empty(), danger)
                : outcome(step, target);
        if (outcome.verdict() == Verdict.PIN_ENDANGERED) {
            endangered.put(
                    target, "nobody logs in on it any more: " + outcome.reason().orElse(""));
        }
        return new Measurement(
                step.operation().id(),
                target.name(),
                step.threads(),
                step.round(),
                outcome.sample(),
                outcome.reason(),
                outcome.verdict() == Verdict.FAILED || outcome.verdict() == Verdict.PIN_ENDANGERED);
    }

    private MeasuringProcess.Outcome outcome(Step step, TargetDescription target) throws IOException {
        return target.isToken()
                ? process.measure(step.operation(), step.threads(), target)
                : OpensslSpeed.measure(step.operation());
    }

    /**
     * Looks whether a target can be measured at all, which costs a process and no login.
     *
     * @throws TargetRefusedException where it cannot
     */
    public void requireMeasurable(TargetDescription target) throws IOException, TargetRefusedException {
        MeasuringProcess.Outcome outcome = process.measure(Operation.TOKEN_INFO, 1, target);
        if (outcome.verdict() != Verdict.MEASURED) {
            throw new TargetRefusedException(
                    "the target " + target.name() + " cannot be measured: "
                            + outcome.reason().orElse(""),
                    outcome.verdict() == Verdict.NOT_APPLICABLE);
        }
    }
}
