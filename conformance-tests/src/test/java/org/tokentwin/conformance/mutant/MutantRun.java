package org.tokentwin.conformance.mutant;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.PinState;

/** Cases of the suite on a mutant. */
final class MutantRun {
    private static final String CASES = "org.tokentwin.conformance.cases";
    private static final String PATIENCE = Long.getLong("tokentwin.patience.minutes", 10) + " m";
    private static final Map<String, DiscoverySelector> SELECTORS = selectors();

    private MutantRun() {}

    static Set<String> caseIds() {
        return new TreeSet<>(SELECTORS.keySet());
    }

    /** The cases that fail. */
    static Set<String> failures(Mutant mutant, Collection<String> ids) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(ids.stream().map(MutantRun::selector).toList())
                .configurationParameter("tokentwin.source", "mutant:" + mutant.name())
                .configurationParameter("junit.jupiter.execution.timeout.default", PATIENCE)
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        new MutantTokens(mutant)
                .lease(PinState.Value.CHANGED)
                .close(); // a mutant that is no token at all fails everything
        Failures failures = new Failures();
        LauncherFactory.create().execute(request, failures);
        return failures.ids;
    }

    private static DiscoverySelector selector(String id) {
        DiscoverySelector selector = SELECTORS.get(id);
        if (selector == null) {
            throw new IllegalArgumentException("There is no case " + id);
        }
        return selector;
    }

    private static Map<String, DiscoverySelector> selectors() {
        LauncherDiscoveryRequest everything = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(CASES))
                .filters(includeClassNamePatterns(".*Cases"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(everything);
        Map<String, DiscoverySelector> selectors = new HashMap<>();
        plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .forEach(test -> add(selectors, test));
        return selectors;
    }

    private static void add(Map<String, DiscoverySelector> selectors, TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof MethodSource source) {
            Method method = source.getJavaMethod();
            DiscoverySelector whole = selectMethod(method.getDeclaringClass(), method);
            List<CaseDescription> cases = CaseDescription.of(method);
            boolean many = method.isAnnotationPresent(ConformanceCases.class);
            for (int row = 0; row < cases.size(); row++) {
                selectors.put(cases.get(row).id(), many ? selectIteration(whole, row) : whole);
            }
        }
    }

    private static final class Failures implements TestExecutionListener {
        private final Set<String> ids = new TreeSet<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED
                    && test.getSource().orElse(null) instanceof MethodSource source) {
                CaseDescription.of(source.getJavaMethod(), test.getDisplayName(), Optional.empty())
                        .map(CaseDescription::id)
                        .ifPresent(ids::add);
            }
        }
    }
}
