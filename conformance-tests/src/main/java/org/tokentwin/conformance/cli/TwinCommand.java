package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.scratch.ScratchDirectory;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.Twin;
import org.tokentwin.conformance.capture.Capture;
import org.tokentwin.conformance.report.Report;
import org.tokentwin.conformance.report.TwinPage;
import org.tokentwin.conformance.report.TwinReport;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a twin of a token, and tells how like it is. */
@Command(
        name = "twin",
        description = {
            "Runs the cases on a token, captures it, runs the same cases on a twin, and tells where the two differ.",
            "What is done to the token is what 'run' does to it. Exit status 0: nowhere; 1: somewhere."
        })
final class TwinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Mixin
    private GroupOption groups = new GroupOption();

    @Mixin
    private CaseLimit limit = new CaseLimit();

    @Mixin
    private InProcessOption inProcess = new InProcessOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Keep the profile that was captured.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page: device, twin and difference.")
    private Optional<Path> html = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetOptions options = target.read();
        if (options.module().isEmpty()) {
            throw usage("--module PATH is needed: the PKCS#11 library of the token to make a twin of");
        }
        Twin.requireEmulator();
        Set<String> ids = asked();
        Stream.of(out, html).flatMap(Optional::stream).forEach(file -> KeptReport.requirePlace(file, spec));
        try (ScratchDirectory scratch = ScratchDirectory.create("tokentwin-twin-")) {
            return compare(ids, options, scratch.path());
        }
    }

    private int compare(Set<String> ids, TargetOptions options, Path scratch) throws IOException, InterruptedException {
        AtomicReference<@Nullable Report> device = new AtomicReference<>();
        Capture capture = Capture.of(options, false, () -> {
            List<CaseResult> results = new ArrayList<>();
            device.set(run("the token", ids, options, inProcess.isGiven(), results));
            return results;
        });
        Path profile = Files.writeString(out.orElse(scratch.resolve("captured.toml")), capture.toml());
        Report twin;
        try (Twin token = Twin.of(profile)) {
            twin = run("its twin", ids, token.options(options, scratch), true, new ArrayList<>());
        }
        TwinReport report = TwinReport.of(Objects.requireNonNull(device.get()), twin);
        PrintWriter words = spec.commandLine().getOut();
        words.print(report.text());
        words.flush();
        if (html.isPresent()) {
            Files.writeString(html.get(), TwinPage.of(report, capture.unexpressed()));
        }
        return report.rows().isEmpty() ? 0 : 1;
    }

    private Report run(String who, Set<String> ids, TargetOptions options, boolean here, List<CaseResult> results)
            throws IOException, InterruptedException {
        TargetDescription description = new CaseRun(options, limit.duration(), here).quietly(who, ids, results);
        return Report.of(description, results);
    }

    private Set<String> asked() {
        Set<String> ids = CaseCatalogue.cases().stream()
                .filter(found -> !groups.isGiven() || groups.has(found))
                .map(CaseDescription::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            throw usage(groups.refusal("'conformance list'"));
        }
        return ids;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
