package org.tokentwin.conformance.run;

import java.util.Set;
import java.util.function.Consumer;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.TargetOptions;

/** Runs cases in this process. */
public final class InProcessRun {
    private InProcessRun() {}

    /**
     * Runs the cases with these ids.
     *
     * @param started takes the id of a case that begins
     * @param results takes each result as it comes, one at a time
     */
    public static void of(
            Set<String> ids, TargetOptions options, Consumer<String> started, Consumer<CaseResult> results) {
        LauncherDiscoveryRequestBuilder builder = CaseCatalogue.request(found -> ids.contains(found.id()));
        String parallel = String.valueOf(options.module().isEmpty());
        builder.configurationParameter("junit.jupiter.execution.parallel.enabled", parallel);
        builder.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
        builder.configurationParameters(options.toParameters());
        LauncherDiscoveryRequest request = builder.build();
        LauncherFactory.create().execute(request, new ResultCollector(started, results));
    }
}
