package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator in this JVM, and in a process of its own: the same tests pass on both. */
class BothPlacesTest {
    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void token_doesTheSame(String place) {
        JUnitRun run = JUnitRun.of(TokenCases.class, place);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void authority_doesTheSame(String place) {
        JUnitRun run = JUnitRun.of(AuthorityCases.class, place);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void lifecycle_saysWhoSharesAToken(String place) {
        JUnitRun run = JUnitRun.of(LifecycleCases.class, place);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(6);
        assertThat(run.reported("Suite"))
                .hasSize(2)
                .containsOnly(run.reported("Suite").get(0));
        assertThat(run.reported("Other")).hasSize(1).doesNotContainAnyElementsOf(run.reported("Suite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void annotationThatCannotBe_failsItsTestWithTheReason(String place) {
        JUnitRun run = JUnitRun.of(ImpossibleCases.class, place);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failures())
                .hasSize(9)
                .anyMatch(failure -> failure.contains("there is no profile 'nonsense'") || failure.contains("nonsense"))
                .anyMatch(failure -> failure.contains("brings its own key and certificate: leave out key"))
                .anyMatch(failure -> failure.contains("no key and no certificate: leave out key"))
                .anyMatch(failure -> failure.contains("leave out pin = INITIAL"))
                .anyMatch(failure -> failure.contains("one password for all files, or one for each"))
                .anyMatch(failure -> failure.contains("there is no file") && failure.contains("missing.p12"))
                .anyMatch(failure -> failure.contains("A token is fresh for each test method"))
                .anyMatch(failure -> failure.contains("put lifecycle on the method or the class"))
                .anyMatch(failure -> failure.contains("label"));
    }

    @Test
    void emulatorsOwnTypes_areThereInsideOnly() {
        JUnitRun run = JUnitRun.of(TokenTwinOnParameterTest.class, "process");

        assertThat(run.failures()).singleElement().asString().contains("take org.tokentwin.junit.Token");
    }

    @Test
    void placeThatThereIsNot_isRefused() {
        JUnitRun run = JUnitRun.of(TokenTwinOnParameterTest.class, "elsewhere");

        assertThat(run.failures())
                .singleElement()
                .asString()
                .contains("tokentwin.runs is 'elsewhere'; allowed are inside and process");
    }
}
