package org.tokentwin.emulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The layers of {@code docs/architecture.md}. A new package is named here and there before it compiles. */
@AnalyzeClasses(packages = "org.tokentwin.emulator", importOptions = DoNotIncludeTests.class)
class LayersTest {
    private static final String ROOT = "org.tokentwin.emulator";

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .layer("applet")
            .definedBy(ROOT + ".applet")
            .layer("card")
            .definedBy(ROOT + ".card")
            .layer("fault")
            .definedBy(ROOT + ".fault")
            .layer("card.jcardsim")
            .definedBy(ROOT + ".card.jcardsim")
            .layer("card.jca")
            .definedBy(ROOT + ".card.jca")
            .layer("provider")
            .definedBy(ROOT + ".provider")
            .layer("profile")
            .definedBy(ROOT + ".profile")
            .layer("cryptoki")
            .definedBy(ROOT + ".cryptoki")
            .layer("cryptoki.mechanism")
            .definedBy(ROOT + ".cryptoki.mechanism")
            .layer("cryptoki.token")
            .definedBy(ROOT + ".cryptoki.token")
            .layer("cryptoki.object")
            .definedBy(ROOT + ".cryptoki.object")
            .layer("cryptoki.application")
            .definedBy(ROOT + ".cryptoki.application")
            .layer("module")
            .definedBy(ROOT + ".module")
            .layer("issuer")
            .definedBy(ROOT + ".issuer")
            .layer("authority")
            .definedBy(ROOT + ".authority")
            .layer("facade")
            .definedBy(ROOT)
            .layer("paper")
            .definedBy(ROOT + ".paper")
            .layer("uri")
            .definedBy(ROOT + ".uri")
            .optionalLayer("rpc")
            .definedBy(ROOT + ".rpc..")
            .layer("wire")
            .definedBy(ROOT + ".wire")
            .layer("recording")
            .definedBy(ROOT + ".recording")
            .layer("replay")
            .definedBy(ROOT + ".replay")
            .layer("rehearsal")
            .definedBy(ROOT + ".rehearsal")
            .layer("scratch")
            .definedBy(ROOT + ".scratch")
            .layer("turn")
            .definedBy(ROOT + ".turn")
            .layer("socket")
            .definedBy(ROOT + ".socket")
            .layer("asking")
            .definedBy(ROOT + ".asking")
            .layer("trace")
            .definedBy(ROOT + ".trace")
            .layer("control")
            .definedBy(ROOT + ".control")
            .layer("desk")
            .definedBy(ROOT + ".desk")
            .optionalLayer("pcsc")
            .definedBy(ROOT + ".pcsc..")
            .optionalLayer("store")
            .definedBy(ROOT + ".store..")
            .optionalLayer("cli")
            .definedBy(ROOT + ".cli..")
            .whereLayer("applet")
            .mayNotAccessAnyLayer()
            .whereLayer("card")
            .mayNotAccessAnyLayer()
            .whereLayer("fault")
            .mayOnlyAccessLayers("card")
            .whereLayer("card.jcardsim")
            .mayOnlyAccessLayers("card", "card.jca", "provider", "applet")
            .whereLayer("card.jca")
            .mayOnlyAccessLayers("applet", "provider")
            .whereLayer("provider")
            .mayNotAccessAnyLayer()
            .whereLayer("profile")
            .mayNotAccessAnyLayer()
            .whereLayer("cryptoki")
            .mayNotAccessAnyLayer()
            .whereLayer("cryptoki.mechanism")
            .mayOnlyAccessLayers("cryptoki", "provider", "profile")
            .whereLayer("cryptoki.token")
            .mayOnlyAccessLayers("cryptoki", "cryptoki.mechanism", "card")
            .whereLayer("cryptoki.object")
            .mayOnlyAccessLayers("cryptoki", "cryptoki.mechanism", "cryptoki.token")
            .whereLayer("cryptoki.application")
            .mayOnlyAccessLayers(
                    "cryptoki", "cryptoki.mechanism", "cryptoki.token", "cryptoki.object", "card", "profile")
            .whereLayer("module")
            .mayOnlyAccessLayers("cryptoki", "card", "scratch")
            .whereLayer("recording")
            .mayNotAccessAnyLayer()
            .whereLayer("replay")
            .mayOnlyAccessLayers("recording")
            .whereLayer("rehearsal")
            .mayNotAccessAnyLayer()
            .whereLayer("scratch")
            .mayNotAccessAnyLayer()
            .whereLayer("turn")
            .mayNotAccessAnyLayer()
            .whereLayer("socket")
            .mayOnlyAccessLayers("turn")
            .whereLayer("rpc")
            .mayOnlyAccessLayers("cryptoki", "cryptoki.mechanism", "card", "socket", "wire", "recording")
            .whereLayer("wire")
            .mayOnlyAccessLayers("cryptoki", "module", "recording")
            .whereLayer("control")
            .mayOnlyAccessLayers("facade", "cryptoki", "fault", "authority", "profile", "trace", "socket")
            .whereLayer("desk")
            .mayOnlyAccessLayers("control", "authority")
            .whereLayer("trace")
            .mayOnlyAccessLayers("cryptoki", "card")
            .whereLayer("asking")
            .mayOnlyAccessLayers("cryptoki", "control")
            .whereLayer("pcsc")
            .mayOnlyAccessLayers("card")
            .whereLayer("issuer")
            .mayOnlyAccessLayers("cryptoki", "cryptoki.token", "cryptoki.object", "card", "provider", "profile")
            .whereLayer("authority")
            .mayOnlyAccessLayers("issuer", "fault")
            .whereLayer("store")
            .mayOnlyAccessLayers("facade", "card", "card.jcardsim", "issuer", "profile", "scratch", "turn")
            .whereLayer("facade")
            .mayOnlyAccessLayers(
                    "card",
                    "card.jcardsim",
                    "cryptoki",
                    "cryptoki.token",
                    "trace",
                    "cryptoki.application",
                    "fault",
                    "module",
                    "issuer",
                    "profile")
            .whereLayer("paper")
            .mayOnlyAccessLayers("issuer")
            .whereLayer("uri")
            .mayOnlyAccessLayers("facade", "profile")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule JCARDSIM_IS_SEEN_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".card.jcardsim")
            .should()
            .dependOnClassesThat(resideInAPackage("com.licel.."));

    @ArchTest
    static final ArchRule JAVA_CARD_IS_SEEN_BELOW_THE_CARD = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".applet", ROOT + ".card.jcardsim", ROOT + ".card.jca")
            .should()
            .dependOnClassesThat(resideInAnyPackage("javacard..", "javacardx.."));

    /** Where programs in C call, where their memory is laid out again, and in the one program here that calls as they do. */
    @ArchTest
    static final ArchRule NATIVE_MEMORY_IS_SEEN_IN_THREE_PLACES = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".module", ROOT + ".wire", ROOT + ".rehearsal")
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang.foreign.."));

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses().should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
