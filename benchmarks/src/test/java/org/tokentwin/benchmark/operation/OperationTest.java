package org.tokentwin.benchmark.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.TokenSelection;

class OperationTest {
    private static final TargetDescription SOMEBODYS =
            TargetDescription.external("mine", Path.of("module.so"), TokenSelection.ANY, Optional.empty());

    @Test
    void everyBenchmark_isAnOperation() {
        Set<String> benchmarks = new ClassFileImporter()
                .importPackages("org.tokentwin.benchmark").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Benchmark.class))
                        .map((JavaMethod method) -> method.getOwner().getName() + "." + method.getName())
                        .collect(Collectors.toSet());

        assertThat(Arrays.stream(Operation.values()).map(Operation::benchmark).collect(Collectors.toSet()))
                .isEqualTo(benchmarks);
    }

    @Test
    void ids_areUnique() {
        assertThat(Arrays.stream(Operation.values()).map(Operation::id)).doesNotHaveDuplicates();
    }

    @Test
    void whatSpendsTriesOrWrites_isNotSafe() {
        assertThat(Operation.values())
                .filteredOn(operation -> operation.benchmark().contains("PinBenchmark")
                        || operation.benchmark().contains("KeyGeneration")
                        || operation.id().equals("token-object"))
                .hasSize(7)
                .noneMatch(operation -> operation.effect().isFor(SOMEBODYS));
    }
}
