package org.tokentwin.benchmark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A benchmark cannot know what it measures, but for those that look into the emulator. */
@AnalyzeClasses(packages = "org.tokentwin.benchmark", importOptions = DoNotIncludeTests.class)
class EmulatorIsOneTargetTest {
    @ArchTest
    static final ArchRule THE_EMULATOR_IS_KNOWN_IN_ONE_CLASS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.tokentwin.benchmark.token.EmulatorTarget")
            .and()
            .resideOutsideOfPackages("..benchmark.authority..", "..benchmark.layer..", "..benchmark.scale..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.tokentwin.emulator.."));
}
