package org.tokentwin.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite is able to fail: each mutant is found by the cases that say so. */
class MutantTest {
    @ParameterizedTest
    @MethodSource("mutants")
    void mutant_isFound(Mutant mutant) {
        assertThat(MutantRun.failures(mutant, mutant.cases())).containsExactlyInAnyOrderElementsOf(mutant.cases());
    }

    @ParameterizedTest
    @MethodSource("soundOnes")
    @Tag("devices")
    void soundTokenOfAnotherModel_passesWhatMutantsFail(Mutant sound) {
        List<String> cases = Mutants.all().stream()
                .filter(mutant -> mutant.profile().equals(sound.profile()))
                .flatMap(mutant -> mutant.cases().stream())
                .distinct()
                .toList();

        assertThat(cases).isNotEmpty();
        assertThat(MutantRun.failures(sound, cases)).isEmpty();
    }

    @Test
    @Tag("devices")
    void soundToken_passesWhatMutantsFail() {
        List<String> cases = Mutants.all().stream()
                .flatMap(mutant -> mutant.cases().stream())
                .distinct()
                .toList();

        assertThat(cases).isNotEmpty();
        assertThat(MutantRun.failures(Mutants.SOUND, cases)).isEmpty();
    }

    @Test
    void mutants_haveNamesOfTheirOwn() {
        assertThat(Mutants.all().stream().map(Mutant::name))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(60);
    }

    static List<Mutant> soundOnes() {
        return List.of(Mutants.SOUND_WITH_OFFICER, Mutants.SOUND_WITH_EVERY_MECHANISM);
    }

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }
}
