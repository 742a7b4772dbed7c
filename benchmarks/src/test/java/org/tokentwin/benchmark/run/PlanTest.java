package org.tokentwin.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.TokenSelection;

class PlanTest {
    private static final TargetDescription EMULATOR = TargetDescription.emulator("emulator", Optional.empty());
    private static final TargetDescription MINE =
            TargetDescription.external("mine", Path.of("module.so"), TokenSelection.ANY, Optional.empty());
    private static final Pace TWO_ROUNDS = new Pace(2, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void targets_takeTurnsWithinAnOperation() {
        Plan plan = new Plan(
                List.of(EMULATOR, MINE), List.of(Operation.TOKEN_INFO, Operation.FIND), List.of(1), TWO_ROUNDS);

        assertThat(plan.steps()).extracting(Step::target).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(plan.steps()).extracting(Step::round).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    }

    @Test
    void somebodysToken_isMeasuredForWhatIsSafeOnly() {
        Plan plan = new Plan(List.of(EMULATOR, MINE), List.of(Operation.values()), List.of(1), Pace.QUICK);

        assertThat(plan.steps())
                .filteredOn(step -> step.target() == 1)
                .isNotEmpty()
                .allMatch(step -> step.operation().effect().isFor(MINE));
    }

    @Test
    void budget_countsLoginsInEveryRound() {
        Plan plan = new Plan(List.of(MINE), List.of(Operation.SIGN_PKCS, Operation.READ), List.of(1), TWO_ROUNDS);

        assertThat(plan.logins(MINE)).isEqualTo(2);
        assertThat(plan.processes(MINE)).isEqualTo(4);
    }

    @Test
    void loginAndFirstSignature_areForOneThread() {
        Plan plan = new Plan(
                List.of(EMULATOR),
                List.of(Operation.LOGIN_LOGOUT, Operation.FIRST_SIGNATURE, Operation.FIND),
                List.of(4),
                Pace.QUICK);

        assertThat(plan.steps()).extracting(Step::operation).containsExactly(Operation.FIND);
    }
}
