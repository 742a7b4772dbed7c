package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.doctor.Diagnosis;
import org.tokentwin.client.doctor.Doctor;
import org.tokentwin.client.doctor.Finding;

class UninitializedSlotTest {
    @Test
    void slotThatWaitsForAToken_isNoProblem() {
        try (ScriptedToken token = new ScriptedToken()) {
            token.emptySecondToken = true;

            Diagnosis diagnosis = examine(token);

            assertThat(diagnosis.hasProblem()).as("%s", diagnosis.findings()).isFalse();
            assertThat(diagnosis.findings())
                    .anySatisfy(finding -> assertThat(finding.detail()).startsWith("not initialised"));
        }
    }

    @Test
    void onlyTokenThatIsNotInitialised_isAProblem() {
        try (ScriptedToken token = new ScriptedToken()) {
            token.flags = 0x5;

            assertThat(examine(token).findings()).extracting(Finding::state).contains(Finding.State.PROBLEM);
        }
    }

    private static Diagnosis examine(ScriptedToken token) {
        return new Doctor(name -> Optional.empty(), Clock.systemUTC(), finding -> {})
                .examine(Optional.of(token.path()));
    }
}
