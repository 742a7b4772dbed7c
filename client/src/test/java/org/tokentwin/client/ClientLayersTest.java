package org.tokentwin.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of the client may know of what. */
class ClientLayersTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tokentwin.client");

    @Test
    void client_knowsNothingOfTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tokentwin.emulator..")
                .check(CLIENT);
    }

    @Test
    void wrapper_isSeenByOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tokentwin.client.pkcs11")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("iaik..", "org.xipki..")
                .check(CLIENT);
    }

    @Test
    void certificates_areReadWithoutKnowingOfTokens() {
        classes()
                .that()
                .resideInAPackage("org.tokentwin.client.x509")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.tokentwin.client.x509", "java..", "javax..", "org.bouncycastle..", "org.jspecify..")
                .check(CLIENT);
    }

    @Test
    void libraryAndViews_knowNothingOfTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tokentwin.client.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tokentwin.client.cli", "picocli..", "com.fasterxml..")
                .check(CLIENT);
    }

    @Test
    void windowsModelAndWords_knowNothingOfSwing() {
        noClasses()
                .that()
                .resideInAnyPackage("org.tokentwin.client.window.model", "org.tokentwin.client.window.text")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.swing..", "java.awt..", "com.formdev..", "org.tokentwin.client.window")
                .check(CLIENT);
    }

    @Test
    void whatIsShown_asksNoTokenItself() {
        noClasses()
                .that()
                .resideInAPackage("org.tokentwin.client.window")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
                        JavaClass.Predicates.belongToAnyOf(TokenClient.class, TokenSession.class, TokenEditor.class))))
                .check(CLIENT);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("org.tokentwin.client.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLIENT);
    }
}
