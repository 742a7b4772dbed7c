package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.OptionName;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.report.Markdown;
import org.tokentwin.conformance.report.Report;
import org.tokentwin.conformance.report.RunFacts;
import org.tokentwin.conformance.report.RunPage;
import org.tokentwin.conformance.report.Xml;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;
import org.tokentwin.conformance.vectors.VectorDirectory;
import org.tokentwin.conformance.vectors.VectorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs cases on the emulator, or on a module of the user's. */
@Command(
        name = "run",
        description = {
            "Runs the cases: on a fresh token of the emulator each, or on the token behind --module.",
            "On a module only cases run that read or make session objects, unless --allow says more: none can spend a",
            "PIN try, change the PIN, or create, change or delete an object on the token."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--case", paramLabel = "ID", description = "Only this case; may be repeated.")
    private List<String> cases = List.of();

    @Mixin
    private GroupOption groups = new GroupOption();

    @Option(
            names = TargetArguments.OPTION + OptionName.VECTORS,
            paramLabel = "DIR",
            description = {
                "In place of the suite's own cases, the test vectors in the .json files of this directory: those of Project",
                "Wycheproof (testvectors, testvectors_v1) and of NIST's ACVP. A case is a group of vectors."
            })
    private Optional<Path> vectors = Optional.empty();

    @Option(names = "--dry-run", description = "Only list what would be run, with what it does to the token.")
    private boolean dryRun;

    @Mixin
    private CaseLimit limit = new CaseLimit();

    @Mixin
    private InProcessOption inProcess = new InProcessOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results, to keep and to compare.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with everything.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "Write what a build server reads.")
    private Optional<Path> xml = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write a summary.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Earlier results (from --json); failures that are already in it are not counted as new.")
    private Optional<Path> baseline = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetOptions options = target.read().with(vectors);
        Set<String> ids = asked();
        if (dryRun) {
            return list(ids, options);
        }
        Map<String, Verdict> known = known();
        Stream.of(json, html, xml, markdown)
                .flatMap(Optional::stream)
                .forEach(file -> KeptReport.requirePlace(file, spec));
        PrintWriter out = spec.commandLine().getOut();
        boolean inAnyOrder = options.module().isEmpty();
        Progress progress = new Progress(Progress.terminal(), ids.size(), System::nanoTime);
        VerdictPrinter printer = new VerdictPrinter(out, progress, known, inAnyOrder ? ids : Set.of());
        progress.begin("looking at the token ...");
        List<CaseResult> results = new ArrayList<>();
        TargetDescription description = new CaseRun(options, limit.duration(), inProcess.isGiven())
                .of(
                        ids,
                        told -> printer.begin(ids.size(), told.device()),
                        result -> {
                            results.add(result);
                            printer.print(result);
                        },
                        Person.at(progress));
        write(Report.of(description, results), RunFacts.of(options, results, Instant.now()));
        return printer.summarize();
    }

    private Set<String> asked() {
        List<CaseDescription> all = all();
        for (String id : cases) {
            if (all.stream().noneMatch(found -> found.id().equals(id))) {
                throw usage("There is no case " + id + ": see " + catalogue());
            }
        }
        Set<String> ids = all.stream()
                .filter(this::isAsked)
                .map(CaseDescription::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            throw usage(groups.refusal(catalogue()));
        }
        return ids;
    }

    private List<CaseDescription> all() {
        try {
            vectors.ifPresent(VectorDirectory::read);
            return CaseCatalogue.cases(vectors);
        } catch (VectorException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private String catalogue() {
        return vectors.isPresent() ? "'conformance run --vectors DIR --dry-run'" : "'conformance list'";
    }

    private Map<String, Verdict> known() {
        return baseline.isEmpty()
                ? Map.of()
                : KeptReport.read(baseline.get(), spec).cases().stream()
                        .collect(Collectors.toMap(Report.Entry::id, Report.Entry::verdict));
    }

    private int list(Set<String> ids, TargetOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        for (CaseDescription found : all()) {
            if (ids.contains(found.id())) {
                boolean runs = options.module().isEmpty() || options.allowed().covers(found.effect());
                out.printf(
                        "%-8s %-16s %-16s %s%n",
                        runs ? "run" : "not run", found.id(), found.effect(), found.requirement());
            }
        }
        out.flush();
        return 0;
    }

    private void write(Report report, RunFacts facts) throws IOException {
        write(json, report.json());
        write(html, RunPage.of(report, facts));
        write(xml, Xml.of(report, facts));
        write(markdown, Markdown.of(report));
    }

    private static void write(Optional<Path> file, String text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), text);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean isAsked(CaseDescription found) {
        boolean all = cases.isEmpty() && !groups.isGiven();
        return all || cases.contains(found.id()) || groups.has(found);
    }
}
