package org.tokentwin.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.ConformanceRun;
import org.tokentwin.conformance.TargetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs cases on the emulator, or on a module of the user's, where only harmless cases run. */
@Command(
        name = "run",
        description = {
            "Runs the cases: on a fresh token of the emulator each, or on the token behind --module.",
            "On a module only cases run that read or make session objects: none can spend a PIN try, change the PIN,",
            "or create, change or delete an object on the token."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--module",
            paramLabel = "PATH",
            description = "The PKCS#11 module to test; the emulator if left out.")
    private Optional<Path> module = Optional.empty();

    @Option(names = "--slot-id", paramLabel = "ID", description = "The slot; the first with a token if left out.")
    private Optional<Long> slotId = Optional.empty();

    @Option(
            names = "--pin-env",
            paramLabel = "NAME",
            description = "The environment variable with the user PIN; without it, cases that log in are skipped.")
    private Optional<String> pinEnv = Optional.empty();

    @Option(names = "--case", paramLabel = "ID", description = "Only this case; may be repeated.")
    private List<String> cases = List.of();

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Only cases whose id begins so, as LOGIN; may be repeated.")
    private List<String> groups = List.of();

    @Override
    public Integer call() {
        check();
        LauncherDiscoveryRequestBuilder request = CaseCatalogue.request(this::isAsked);
        request.configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(module.isEmpty()));
        request.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
        request.configurationParameters(parameters());
        PrintWriter out = spec.commandLine().getOut();
        VerdictPrinter printer = new VerdictPrinter(out);
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create().execute(built, printer);
        return printer.summarize();
    }

    private void check() {
        module.ifPresent(path -> {
            if (!Files.isReadable(path)) {
                throw usage("There is no readable file " + path + ": --module takes the path of a PKCS#11 library");
            }
        });
        pinEnv.ifPresent(name -> {
            if (System.getenv(name) == null) {
                throw usage("The environment variable " + name + " is not set: put the user PIN into it");
            }
        });
        for (String id : cases) {
            if (CaseCatalogue.cases().stream().noneMatch(found -> found.id().equals(id))) {
                throw usage("There is no case " + id + ": see 'conformance list'");
            }
        }
        if (module.isPresent()) {
            ConformanceRun.requireToken(
                    TargetOptions.from(name -> Optional.ofNullable(parameters().get(name))));
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        module.ifPresent(path -> parameters.put("tokentwin.module", path.toString()));
        slotId.ifPresent(id -> parameters.put("tokentwin.slot-id", id.toString()));
        pinEnv.ifPresent(name -> parameters.put("tokentwin.pin-env", name));
        return parameters;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean isAsked(CaseDescription found) {
        boolean all = cases.isEmpty() && groups.isEmpty();
        return all || cases.contains(found.id()) || groups.stream().anyMatch(group -> isIn(found, group));
    }

    private static boolean isIn(CaseDescription found, String group) {
        return found.id().startsWith(group.toUpperCase(Locale.ROOT) + "-");
    }
}
