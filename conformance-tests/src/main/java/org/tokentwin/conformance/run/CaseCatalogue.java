package org.tokentwin.conformance.run;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.lang.reflect.Method;
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

    /** A request for the cases that are asked for, to which a run adds its parameters. */
    static LauncherDiscoveryRequestBuilder request(Predicate<CaseDescription> asked) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(Found.ENTRIES.stream()
                        .filter(entry -> asked.test(entry.description()))
                        .map(Entry::selector)
                        .toList());
    }

    /** All cases, by id. */
    public static List<CaseDescription> cases() {
        return Found.CASES;
    }

    /** The case behind a test; empty for a container. */
    static Optional<CaseDescription> caseOf(TestIdentifier test) {
        return methodOf(test).flatMap(method -> CaseDescription.of(method, test.getDisplayName()));
    }

    /** Looked for once in a process. */
    private static final class Found {
        static final List<Entry> ENTRIES = entries().toList();
        static final List<CaseDescription> CASES = ENTRIES.stream()
                .map(Entry::description)
                .sorted(Comparator.comparing(CaseDescription::id))
                .toList();
    }

    private static Stream<Entry> entries() {
        LauncherDiscoveryRequest everything = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(PACKAGE))
                .filters(includeClassNamePatterns(".*Cases"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(everything);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> methodOf(test).stream())
                .flatMap(CaseCatalogue::entriesOf);
    }

    private static Stream<Entry> entriesOf(Method method) {
        DiscoverySelector whole = selectMethod(method.getDeclaringClass(), method);
        List<CaseDescription> cases = CaseDescription.of(method);
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
