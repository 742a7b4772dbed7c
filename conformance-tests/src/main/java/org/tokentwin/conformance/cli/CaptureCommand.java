package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.capture.Capture;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.conformance.run.CaseResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a profile of a token. */
@Command(
        name = "capture",
        description = {
            "Reads what a module and its token say, and writes a profile of which the emulator makes a twin.",
            "It reads and makes objects of a session, unless --allow says more, and spends no PIN try. No certificate,",
            "label, id or serial number of yours is written."
        })
final class CaptureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The profile, such as my-token.toml.")
    private Path out = Path.of("");

    @Option(names = "--keep-label", description = "Write the token's label into the profile, too.")
    private boolean keepsLabel;

    @Option(
            names = "--no-cases",
            description =
                    "Do not run the suite's cases: quick, but what the token returns in place of the standard's values is not learnt.")
    private boolean noCases;

    @Mixin
    private CaseLimit limit = new CaseLimit();

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetOptions options = target.read();
        if (options.module().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--module PATH is needed: the PKCS#11 library of the token to capture");
        }
        KeptReport.requirePlace(out, spec);
        Capture capture = Capture.of(options, keepsLabel, noCases ? List::of : () -> cases(options));
        Files.writeString(out, capture.toml());
        print(capture);
        return 0;
    }

    private List<CaseResult> cases(TargetOptions options) throws IOException, InterruptedException {
        Set<String> ids = CaseCatalogue.cases().stream()
                .filter(each -> options.allowed().covers(each.effect()))
                .map(CaseDescription::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<CaseResult> results = new ArrayList<>();
        new CaseRun(options, limit.duration(), false).quietly("the token", ids, results);
        return results;
    }

    private void print(Capture capture) {
        PrintWriter words = spec.commandLine().getOut();
        list(words, "Not learnt:", capture.unlearnt());
        list(words, "For you to decide:", capture.undecided());
        list(words, "The device does, and a profile cannot say:", capture.unexpressed());
        words.println(
                "The profile is in " + out + ": look at it, then './tokentwin emulator profile check " + out + "'");
        words.flush();
    }

    private static void list(PrintWriter words, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            words.println(title);
            lines.forEach(line -> words.println("  " + line));
        }
    }
}
