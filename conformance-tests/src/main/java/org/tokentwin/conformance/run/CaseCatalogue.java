package org.tokentwin.conformance.run;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.ConformanceCases;

/** The cases that there are, found as the JUnit Platform finds them. */
public final class CaseCatalogue {
    private static final String PACKAGE = "org.tokentwin.conformance.cases";

    /** A case, and how to ask the JUnit Platform for it alone. */
    private record Entry(CaseDescription description, DiscoverySelector selector) {}

    private CaseCatalogue() {}

    /**
     * A request for the cases that are asked for, to which a run adds its parameters.
     *
     * @param vectors the directory of published vectors that take the place of the suite's own cases
     */
    static LauncherDiscoveryRequestBuilder request(Optional<Path> vectors, Predicate<CaseDescription> asked) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(entries(vectors)
                        .filter(entry -> asked.test(entry.description()))
                        .map(Entry::selector)
                        .toList());
    }

    /** All cases of the suite's own, by id. */
    public static List<CaseDescription> cases() {
        return Found.CASES;
    }

    /**
     * All cases, by id.
     *
     * @param vectors as above
     */
    public static List<CaseDescription> cases(Optional<Path> vectors) {
        return vectors.isEmpty() ? cases() : sorted(entries(vectors));
    }

    /** The case behind a test; empty for a container. */
    static Optional<CaseDescription> caseOf(TestIdentifier test, Optional<Path> vectors) {
        return methodOf(test).flatMap(method -> CaseDescription.of(method, test.getDisplayName(), vectors));
    }

    /** Looked for once in a process. */
    private static final class Found {
        static final List<Method> METHODS = methods().toList();
        static final List<CaseDescription> CASES = sorted(entries(Optional.empty()));
    }

    private static List<CaseDescription> sorted(Stream<Entry> entries) {
        return entries.map(Entry::description)
                .sorted(Comparator.comparing(CaseDescription::id))
                .toList();
    }

    private static Stream<Entry> entries(Optional<Path> vectors) {
        return Found.METHODS.stream().flatMap(method -> entriesOf(method, vectors));
    }

    /** By the names of their classes, since some cases leave a token as others must not find it, and directories have no order. */
    private static Stream<Method> methods() {
        LauncherDiscoveryRequest everything = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(PACKAGE))
                .filters(includeClassNamePatterns(".*Cases"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(everything);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> methodOf(test).stream())
                .sorted(Comparator.comparing(
                        method -> method.getDeclaringClass().getSimpleName()));
    }

    private static Stream<Entry> entriesOf(Method method, Optional<Path> vectors) {
        DiscoverySelector whole = selectMethod(method.getDeclaringClass(), method);
        List<CaseDescription> cases = CaseDescription.of(method, vectors);
        return method.isAnnotationPresent(ConformanceCases.class)
                ? IntStream.range(0, cases.size())
                        .mapToObj(row -> new Entry(cases.get(row), selectIteration(whole, row)))
                : cases.stream().map(only -> new Entry(only, whole));
    }

    private static Optional<Method> methodOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod());
    }
}
