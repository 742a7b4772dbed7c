package org.tokentwin.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

/** The cases about secret keys are able to fail: each fault of a module is found by the cases that say so. */
class ModuleFaultTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isFound(ModuleFault fault) throws Exception {
        assertThat(ModuleFault.failures(fault.run(directory, new TreeSet<>(fault.cases()))))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(fault.cases());
    }

    @Test
    void moduleWithoutFault_passesWhatFaultsFail() throws Exception {
        Set<String> cases = ModuleFault.all().stream()
                .flatMap(fault -> fault.cases().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ModuleFault.NONE.run(directory, cases))
                .hasSameSizeAs(cases)
                .extracting(CaseResult::verdict)
                .containsOnly(Verdict.PASS);
    }

    static Stream<ModuleFault> faults() {
        return ModuleFault.all().stream();
    }
}
