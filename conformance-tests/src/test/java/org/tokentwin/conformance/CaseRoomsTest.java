package org.tokentwin.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The rooms of the cases: each stands by itself, and takes what they share from {@code reference}. */
class CaseRoomsTest {
    private static final String CASES = "org.tokentwin.conformance.cases";

    private final JavaClasses classes = new ClassFileImporter().importPackages(CASES);

    @Test
    void room_knowsNoOtherOne() {
        slices().matching(CASES + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideOutsideOfPackage(CASES + ".reference.."), resideInAPackage(CASES + ".reference.."))
                .check(classes);
    }

    @Test
    void case_isInARoom() {
        noClasses()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAPackage(CASES)
                .check(classes);
    }
}
