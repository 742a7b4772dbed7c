package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.client.cli.OutputOptions;
import org.tokentwin.conformance.report.Comparison;
import org.tokentwin.conformance.report.ComparisonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells where two devices differ. */
@Command(
        name = "compare",
        description = "Tells where two results of 'run --json' differ. Exit status 0: nowhere; 1: somewhere.")
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A.json")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "B.json")
    private Path right = Path.of("");

    @Option(names = "--html", paramLabel = "FILE", description = "Write the twin report as a page.")
    private Optional<Path> html = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(KeptReport.read(left, spec), KeptReport.read(right, spec));
        output.print(comparison.differences(), differences -> comparison.text());
        if (html.isPresent()) {
            Files.writeString(html.get(), ComparisonPage.of(comparison));
        }
        return comparison.differences().isEmpty() ? 0 : 1;
    }
}
