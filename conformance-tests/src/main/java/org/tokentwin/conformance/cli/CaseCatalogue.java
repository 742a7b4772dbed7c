package org.tokentwin.conformance.cli;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.ConformanceCase;

/** The cases that there are, found as the JUnit Platform finds them. */
final class CaseCatalogue {
    private static final String PACKAGE = "org.tokentwin.conformance.cases";

    private CaseCatalogue() {}

    /** A request for all cases, to which a run adds its parameters and filters. */
    static LauncherDiscoveryRequestBuilder request() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(PACKAGE))
                .filters(includeClassNamePatterns(".*Cases"));
    }

    /** All cases, by id. */
    static List<ConformanceCase> cases() {
        LauncherDiscoveryRequest request = request().build();
        TestPlan plan = LauncherFactory.create().discover(request);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> caseOf(test).stream())
                .sorted(Comparator.comparing(ConformanceCase::id))
                .toList();
    }

    /** The case behind a test; empty for a container. */
    static Optional<ConformanceCase> caseOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .map((Method method) -> method.getAnnotation(ConformanceCase.class));
    }
}
