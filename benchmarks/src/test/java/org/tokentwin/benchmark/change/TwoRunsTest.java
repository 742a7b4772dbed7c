package org.tokentwin.benchmark.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.benchmark.change.Change.Verdict;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.run.Environment;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Pace;
import org.tokentwin.benchmark.run.RunResults;
import org.tokentwin.benchmark.run.Sample;

class TwoRunsTest {
    private static final String LOGIN = Operation.of("login").orElseThrow().id();

    @Test
    void roundsThatAllWentDown_areFaster() {
        Change change = only(run(row("emulator", 10, 11, 12)), run(row("emulator", 5, 6, 7)));

        assertThat(change.verdict()).isEqualTo(Verdict.FASTER);
        assertThat(change.before()).contains(11.0);
        assertThat(change.after()).contains(6.0);
        assertThat(change.ratio()).hasValueSatisfying(ratio -> assertThat(ratio).isCloseTo(6 / 11.0, within(1e-12)));
        assertThat(change.probability())
                .hasValueSatisfying(value -> assertThat(value).isCloseTo(0.1, within(1e-12)));
    }

    @Test
    void roundsThatAllWentUp_areSlower() {
        assertThat(only(run(row("emulator", 5, 6, 7)), run(row("emulator", 10, 11, 12)))
                        .verdict())
                .isEqualTo(Verdict.SLOWER);
    }

    @Test
    void roundsThatOverlap_areNoise() {
        assertThat(only(run(row("emulator", 5, 6, 11)), run(row("emulator", 10, 11, 12)))
                        .verdict())
                .isEqualTo(Verdict.NOISE);
    }

    @Test
    void twoRounds_areTooFew_howeverUnlike() {
        assertThat(only(run(row("emulator", 1, 2)), run(row("emulator", 1000, 2000)))
                        .verdict())
                .isEqualTo(Verdict.TOO_FEW_ROUNDS);
    }

    @Test
    void rowOfOneRun_isSaidSo() {
        assertThat(only(run(row("emulator", 1, 2, 3)), results(List.of())).verdict())
                .isEqualTo(Verdict.ONLY_BEFORE);
        assertThat(only(results(List.of()), run(row("emulator", 1, 2, 3))).verdict())
                .isEqualTo(Verdict.ONLY_AFTER);
    }

    @Test
    void machineThatIsSlowerForAll_changesNothingRelativeToAPeer() {
        RunResults before = run(row("emulator", 10, 11, 12), row("softhsm2", 100, 110, 120));
        RunResults after = run(row("emulator", 20, 22, 24), row("softhsm2", 200, 220, 240));

        assertThat(new TwoRuns(before, after, Optional.empty()).changes())
                .extracting(Change::verdict)
                .containsExactly(Verdict.SLOWER, Verdict.SLOWER);
        assertThat(new TwoRuns(before, after, Optional.of("softhsm2")).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.verdict()).isEqualTo(Verdict.NOISE);
                    assertThat(change.before())
                            .hasValueSatisfying(value -> assertThat(value).isCloseTo(0.1, within(1e-12)));
                });
    }

    @Test
    void rowOfMoreRoundsThanAnybodyMeasures_isNotComparable() {
        assertThat(TwoRuns.isComparable(run(row("emulator", new double[TwoRuns.MOST_ROUNDS]))))
                .isTrue();
        assertThat(TwoRuns.isComparable(run(row("emulator", new double[TwoRuns.MOST_ROUNDS + 1]))))
                .isFalse();
    }

    @Test
    void operationThatThisVersionDoesNotKnow_isLeftOut() {
        RunResults run = results(
                List.of(new Measurement("dance", "emulator", 1, 1, Optional.of(sample(1)), Optional.empty(), false)));

        assertThat(new TwoRuns(run, run, Optional.empty()).changes()).isEmpty();
    }

    private static Change only(RunResults before, RunResults after) {
        List<Change> changes = new TwoRuns(before, after, Optional.empty()).changes();
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    private static RunResults run(List<Measurement> row) {
        return results(row);
    }

    private static RunResults run(List<Measurement> first, List<Measurement> second) {
        return results(Stream.concat(first.stream(), second.stream()).toList());
    }

    private static RunResults results(List<Measurement> measurements) {
        Map<String, String> targets = new LinkedHashMap<>();
        Stream.concat(Stream.of("emulator"), measurements.stream().map(Measurement::target))
                .forEach(each -> targets.put(each, each));
        return new RunResults(
                "2026-11-29",
                new Environment("a processor", 2, 1024, "a system", "a JVM", 0),
                Pace.FULL,
                targets,
                measurements);
    }

    private static List<Measurement> row(String target, double... rounds) {
        List<Measurement> row = new ArrayList<>();
        for (double value : rounds) {
            row.add(new Measurement(
                    LOGIN, target, 1, row.size() + 1, Optional.of(sample(value)), Optional.empty(), false));
        }
        return row;
    }

    private static Sample sample(double value) {
        return new Sample(1, value, value, value, value, value);
    }
}
