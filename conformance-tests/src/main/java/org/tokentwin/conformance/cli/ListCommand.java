package org.tokentwin.conformance.cli;

import java.util.concurrent.Callable;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.run.CaseCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the cases. */
@Command(name = "list", description = "Lists the cases: id, effect on the token, requirement.")
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (CaseDescription found : CaseCatalogue.cases()) {
            spec.commandLine().getOut().printf("%-14s %-16s %s%n", found.id(), found.effect(), found.requirement());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
