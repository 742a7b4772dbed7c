package org.tokentwin.benchmark.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.benchmark.operation.Effect;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.token.TargetDescription;

/**
 * What a run measures.
 *
 * @param threads how many call at a time, each number being measured for itself
 */
public record Plan(List<TargetDescription> targets, List<Operation> operations, List<Integer> threads, Pace pace) {
    public Plan {
        targets = List.copyOf(targets);
        operations = List.copyOf(operations);
        threads = List.copyOf(threads);
    }

    /** In the order in which they are taken: the targets of one operation follow each other. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Operation operation : operations) {
                addThreads(steps, operation, round);
            }
        }
        return steps;
    }

    private void addThreads(List<Step> steps, Operation operation, int round) {
        if (operation.ownThreads().isPresent()) {
            addTargets(steps, operation, operation.ownThreads().getAsInt(), round);
            return;
        }
        for (int number : threads) {
            if (number == 1 || operation.isParallel()) {
                addTargets(steps, operation, number, round);
            }
        }
    }

    private void addTargets(List<Step> steps, Operation operation, int number, int round) {
        for (int target = 0; target < targets.size(); target++) {
            if (isMeasured(operation, targets.get(target))) {
                steps.add(new Step(operation, target, number, round));
            }
        }
    }

    private static boolean isMeasured(Operation operation, TargetDescription target) {
        return target.isToken() ? operation.effect().isFor(target) : OpensslSpeed.knows(operation);
    }

    /** About how long it takes. */
    public Duration duration() {
        return pace.ofOneProcess().multipliedBy(steps().size());
    }

    /** How often somebody's token is logged in on, always with the right PIN. */
    public long logins(TargetDescription target) {
        return steps().stream()
                .filter(step -> targets.get(step.target()).equals(target)
                        && step.operation().effect() == Effect.LOGIN)
                .count();
    }

    /** How many measuring processes use a target. */
    public long processes(TargetDescription target) {
        return steps().stream()
                .filter(step -> targets.get(step.target()).equals(target))
                .count();
    }
}
