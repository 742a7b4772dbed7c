package org.tokentwin.benchmark.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.token.KnownTarget;
import org.tokentwin.client.cli.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be measured, and on what. */
@Command(
        name = "list",
        description = "Lists the operations with what each does to a token, and the targets that are made for a run.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Operations:");
        for (Operation operation : Operation.values()) {
            out.printf("  %-20s %-24s %s%n", operation.id(), operation.effect().text(), operation.title());
        }
        out.println();
        out.println("Targets:");
        for (KnownTarget target : KnownTarget.values()) {
            out.printf("  %-20s %s%n", target.id(), target.text());
        }
        out.printf("  %-20s %s%n", "NAME=PATH", "a token of yours, behind the PKCS#11 module with this path");
        out.flush();
        return 0;
    }
}
