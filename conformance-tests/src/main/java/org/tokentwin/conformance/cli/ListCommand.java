package org.tokentwin.conformance.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tokentwin.client.cli.OutputOptions;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.run.CaseCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the cases. */
@Command(name = "list", description = "Lists the cases: id, effect on the token, requirement.")
final class ListCommand implements Callable<Integer> {
    /** A case, as it is listed. */
    record Entry(String id, String section, String effect, String requirement) {
        static Entry of(CaseDescription found) {
            return new Entry(found.id(), found.section(), found.effect().toString(), found.requirement());
        }
    }

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(CaseCatalogue.cases().stream().map(Entry::of).toList(), ListCommand::text);
        return 0;
    }

    private static String text(List<Entry> cases) {
        return cases.stream()
                .map(each -> "%-14s %-16s %s%n".formatted(each.id(), each.effect(), each.requirement()))
                .collect(Collectors.joining());
    }
}
