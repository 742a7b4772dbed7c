package org.tokentwin.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

/** The cases about secret keys are able to fail: each fault of a module is found by the cases that say so. */
@Tag("devices")
class SecretKeyMutantTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isFound(SecretKeyMutant fault) throws Exception {
        assertThat(SecretKeyMutant.failures(fault.run(directory, new TreeSet<>(fault.cases()))))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(fault.cases());
    }

    @Test
    void moduleWithoutFault_passesWhatFaultsFail() throws Exception {
        Set<String> cases = SecretKeyMutant.all().stream()
                .flatMap(fault -> fault.cases().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(SecretKeyMutant.NONE.run(directory, cases))
                .hasSameSizeAs(cases)
                .extracting(CaseResult::verdict)
                .containsOnly(Verdict.PASS);
    }

    static Stream<SecretKeyMutant> faults() {
        return SecretKeyMutant.all().stream();
    }
}
