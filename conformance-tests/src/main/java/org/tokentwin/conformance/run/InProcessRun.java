package org.tokentwin.conformance.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TargetOptions;

/** Runs cases in this process. */
public final class InProcessRun {
    private InProcessRun() {}

    /**
     * Runs the cases with these ids. A token that stays gets them from the mildest effect to the one that may end it; tokens that are fresh for
     * each case get them all at once.
     *
     * @param started takes the id of a case that begins
     * @param results takes each result as it comes, one at a time
     */
    public static void of(
            Set<String> ids, TargetOptions options, Consumer<String> started, Consumer<CaseResult> results) {
        boolean stays = options.module().isPresent();
        Map<Effect, List<CaseDescription>> byEffect = CaseCatalogue.cases(options.vectors()).stream()
                .filter(each -> ids.contains(each.id()))
                .collect(Collectors.groupingBy(
                        each -> stays ? each.effect() : Effect.READS,
                        () -> new EnumMap<>(Effect.class),
                        Collectors.toList()));
        for (List<CaseDescription> cases : byEffect.values()) {
            LauncherDiscoveryRequest request = CaseCatalogue.request(options.vectors(), Set.copyOf(cases)::contains)
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(!stays))
                    .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .configurationParameters(options.toParameters())
                    .build();
            LauncherFactory.create().execute(request, new ResultCollector(options.vectors(), started, results));
        }
    }
}
