package org.tokentwin.benchmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tokentwin.benchmark.run.RunResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the reports of a run again, from the results that were kept. */
@Command(name = "report", description = "Writes report.html and table.md again, from the results.json of a run.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIRECTORY", description = "Where results.json is.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        ReportFiles files = new ReportFiles(directory);
        files.writeReports(RunResults.read(files.json()));
        spec.commandLine().getOut().println(files.html());
        spec.commandLine().getOut().println(files.markdown());
        return 0;
    }
}
