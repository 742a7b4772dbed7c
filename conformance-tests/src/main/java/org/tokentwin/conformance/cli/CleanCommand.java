package org.tokentwin.conformance.cli;

import java.util.concurrent.Callable;
import org.tokentwin.conformance.ConformanceRun;
import org.tokentwin.conformance.TargetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what a case left on a token. */
@Command(
        name = "clean",
        description = "Deletes the objects of the suite's from a token, known by their labels, and no others.")
final class CleanCommand implements Callable<Integer> {
    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--dry-run", description = "Only say how many there are.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TargetOptions options = target.read();
        if (options.module().isEmpty() || options.pin().isEmpty()) {
            throw target.usage("name the token with --module, and give its PIN with --pin-env or --pin-file");
        }
        int count = ConformanceRun.clean(options, dryRun);
        spec.commandLine()
                .getOut()
                .printf(
                        "%d %s %s%n",
                        count, count == 1 ? "object" : "objects", dryRun ? "would be deleted" : "deleted");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
