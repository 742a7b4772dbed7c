package org.tokentwin.junit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A user's class path gets nothing with this library, and an old JVM loads nothing of the emulator. */
@AnalyzeClasses(packages = "org.tokentwin.junit", importOptions = DoNotIncludeTests.class)
class NothingElseTest {
    @ArchTest
    static final ArchRule ONLY_JUNIT_AND_THE_EMULATOR = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "com.google.errorprone.annotations..", // for the compiler's checks only
                    "org.junit..",
                    "org.jspecify..",
                    "org.tokentwin.junit",
                    "org.tokentwin.emulator.."));

    @ArchTest
    static final ArchRule THE_EMULATOR_IN_TWO_PLACES = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Inside")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.tokentwin.emulator.."));
}
