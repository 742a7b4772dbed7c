package org.tokentwin.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.TokenClient;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.Emulator;

/** The standard's numbers stand in the module {@code cryptoki}, and nowhere else in what is shipped. */
class StandardStandsOnceTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tokentwin");

    @Test
    void numberOfTheStandard_isDefinedOnce() {
        assertThat(SHIPPED.contain(Ckr.class) && SHIPPED.contain(Emulator.class) && SHIPPED.contain(TokenClient.class))
                .isTrue();
        fields().that()
                .haveNameMatching("CK[A-Z]?_[A-Z0-9_]+")
                .and()
                .haveRawType(long.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(Ckr.class.getPackageName())
                .check(SHIPPED);
    }
}
