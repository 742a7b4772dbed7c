package org.tokentwin.emulator.applet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Set;
import java.util.stream.Stream;

/** The applet keeps to Java Card: its language subset and its library. Local variables are not seen here. */
@AnalyzeClasses(packages = "org.tokentwin.emulator.applet", importOptions = DoNotIncludeTests.class)
class JavaCardSubsetTest {
    private static final Set<String> TYPES_A_CARD_LACKS = Set.of("int", "long", "float", "double", "char");

    /** What the Java Card API, Classic Edition, has of {@code java.lang}. */
    private static final DescribedPredicate<JavaClass> JAVA_LANG_OF_A_CARD = belongToAnyOf(
            Object.class,
            Object[].class,
            Throwable.class,
            Exception.class,
            RuntimeException.class,
            ArithmeticException.class,
            ArrayStoreException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class,
            NegativeArraySizeException.class,
            NullPointerException.class,
            SecurityException.class);

    private static final DescribedPredicate<JavaClass> PRIMITIVE = DescribedPredicate.describe(
            "primitive", each -> each.getBaseComponentType().isPrimitive());

    @ArchTest
    static final ArchRule LIBRARY = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("org.tokentwin.emulator.applet", "javacard..", "javacardx..")
                    .or(JAVA_LANG_OF_A_CARD)
                    .or(PRIMITIVE));

    @ArchTest
    static final ArchRule TYPES = classes().should(declareOnlyTypesOfACard());

    @ArchTest
    static final ArchRule NO_DEEP_ARRAYS = classes().should(declareArraysOfOneDimensionOnly());

    private static ArchCondition<JavaClass> declareOnlyTypesOfACard() {
        return new ArchCondition<>("declare only the types that a card has") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                declaredTypes(owner)
                        .filter(type -> TYPES_A_CARD_LACKS.contains(
                                type.getBaseComponentType().getName()))
                        .forEach(type -> events.add(violated(owner, owner.getName() + " declares " + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> declareArraysOfOneDimensionOnly() {
        return new ArchCondition<>("declare arrays of one dimension only") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                declaredTypes(owner)
                        .filter(type ->
                                type.isArray() && type.getComponentType().isArray())
                        .forEach(type -> events.add(violated(owner, owner.getName() + " declares " + type.getName())));
            }
        };
    }

    private static Stream<JavaClass> declaredTypes(JavaClass owner) {
        Stream<JavaClass> fields = owner.getFields().stream().map(JavaField::getRawType);
        Stream<JavaClass> results = owner.getMethods().stream().map(JavaMethod::getRawReturnType);
        Stream<JavaClass> parameters =
                owner.getCodeUnits().stream().flatMap(unit -> unit.getRawParameterTypes().stream());
        return Stream.of(fields, results, parameters).flatMap(types -> types);
    }
}
