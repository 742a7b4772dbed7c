package org.tokentwin.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.TokenClient;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.Emulator;

/** The standard's numbers and names stand in the module {@code cryptoki}, and nowhere else in what is shipped. */
class StandardStandsOnceTest {
    private static final String STANDARD = Ckr.class.getPackageName();
    private static final Set<String> FUNCTIONS =
            Arrays.stream(CryptokiFunction.values()).map(Enum::name).collect(toSet());
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
                .haveRawType(describe("a number", JavaClass::isPrimitive))
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(STANDARD)
                .check(SHIPPED);
    }

    /** A function is named by its {@link CryptokiFunction}, so that a list of functions cannot be another than the standard's. */
    @Test
    void nameOfAFunction_isWrittenOnce() {
        Map<String, Set<String>> named = new TreeMap<>();
        for (JavaClass each : SHIPPED) {
            Set<String> names = functionsIn(each);
            if (!names.isEmpty()) {
                named.put(each.getName(), names);
            }
        }

        assertThat(named).containsOnlyKeys(CryptokiFunction.class.getName());
        assertThat(named.get(CryptokiFunction.class.getName())).isEqualTo(FUNCTIONS);
    }

    /** What a class's own text names; ArchUnit does not see it. */
    private static Set<String> functionsIn(JavaClass each) {
        String file = each.getName().substring(each.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = each.reflect().getResourceAsStream(file)) {
            return StreamSupport.stream(
                            ClassFile.of()
                                    .parse(in.readAllBytes())
                                    .constantPool()
                                    .spliterator(),
                            false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue())
                    .filter(FUNCTIONS::contains)
                    .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
