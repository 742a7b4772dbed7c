package org.tokentwin.conformance.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.InProcessRun;
import org.tokentwin.conformance.run.WorkerRun;

/** A token that cases run on, made for one run. */
public interface Device extends AutoCloseable {
    /** Runs the cases on it. */
    Collection<CaseResult> run(Set<String> ids) throws IOException, InterruptedException;

    /**
     * Makes a twin of it in a process, by the command line, and returns what that printed.
     *
     * @param more arguments, which count more than the device's own
     */
    default String twin(Map<String, String> more) {
        throw new UnsupportedOperationException("no module");
    }

    @Override
    void close();

    /** The emulator in this process, a fresh token for each case. */
    static Device emulator(String profile) {
        return new Device() {
            @Override
            public Collection<CaseResult> run(Set<String> ids) {
                List<CaseResult> results = new ArrayList<>();
                InProcessRun.of(ids, options(Map.of("profile", profile)), id -> {}, results::add);
                return results;
            }

            @Override
            public void close() {}
        };
    }

    /**
     * A token behind a module in worker processes. A case that does not end has failed.
     *
     * @param parameters as {@link TargetOptions#from} takes them, without prefix
     * @param environment of the worker
     * @param after is called at the end
     */
    static Device behind(Path module, Map<String, String> parameters, Map<String, String> environment, Runnable after) {
        return behind(module, parameters, environment, after, request -> {
            throw new AssertionError("nobody can " + request + " the token");
        });
    }

    /**
     * The same, with somebody who takes the token out and puts it back.
     *
     * @param person is asked for it
     */
    static Device behind(
            Path module,
            Map<String, String> parameters,
            Map<String, String> environment,
            Runnable after,
            Hand.Person person) {
        return new Device() {
            @Override
            public Collection<CaseResult> run(Set<String> ids) throws IOException, InterruptedException {
                List<CaseResult> results = new ArrayList<>();
                Map<String, String> all = new HashMap<>(parameters);
                all.put("module", module.toString());
                Duration limit = Duration.ofMinutes(Long.getLong("tokentwin.patience.minutes", 10));
                new WorkerRun(ids, options(all), limit, environment, target -> {}, results::add, person).run();
                return results;
            }

            @Override
            public String twin(Map<String, String> more) {
                Map<String, String> all = new TreeMap<>(parameters);
                all.put("module", module.toString());
                all.putAll(more);
                List<String> command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.tokentwin.conformance.cli.ConformanceCommand",
                        "twin"));
                all.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
                return Program.output(environment, command, 1);
            }

            @Override
            public void close() {
                after.run();
            }
        };
    }

    private static TargetOptions options(Map<String, String> parameters) {
        return TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
    }

    static Set<String> allCases() {
        return CaseCatalogue.cases().stream()
                .map(CaseDescription::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
