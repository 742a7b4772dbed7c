package org.tokentwin.benchmark.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.token.KnownTarget;
import org.tokentwin.client.cli.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what can be measured, and on what. */
@Command(
        name = "list",
        description = "Lists the operations with what each does to a token, and the targets that are made for a run.")
final class ListCommand implements Callable<Integer> {
    /** Something that can be named. */
    record Named(String id, String text) {}

    /** What can be measured. */
    record Measurable(String id, String effect, String title) {
        static Measurable of(Operation operation) {
            return new Measurable(operation.id(), operation.effect().text(), operation.title());
        }
    }

    /** All that a run can name. */
    record Choices(List<Measurable> operations, List<Named> targets) {}

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(
                new Choices(
                        Arrays.stream(Operation.values()).map(Measurable::of).toList(),
                        Arrays.stream(KnownTarget.values())
                                .map(target -> new Named(target.id(), target.text()))
                                .toList()),
                ListCommand::text);
        return 0;
    }

    private static String text(Choices choices) {
        StringBuilder page = new StringBuilder("Operations:\n");
        choices.operations()
                .forEach(each -> page.append("  %-20s %-24s %s%n".formatted(each.id(), each.effect(), each.title())));
        page.append("\nTargets:\n");
        choices.targets().forEach(each -> page.append("  %-20s %s%n".formatted(each.id(), each.text())));
        return page.append("  %-20s %s%n"
                        .formatted("NAME=PATH", "a token of yours, behind the PKCS#11 module with this path"))
                .toString();
    }
}
