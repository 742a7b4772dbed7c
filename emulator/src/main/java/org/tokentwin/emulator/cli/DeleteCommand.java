package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.store.KeptToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code delete}: a kept token with its key and its snapshots. */
@Command(name = "delete", description = "Deletes a kept token, its key, its envelope and its snapshots.")
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private KeptTokenName token = new KeptTokenName();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String name = token.existing();
        if (!yes && !confirmed(name)) {
            throw CommandException.failure("the token " + name + " stays: its deletion was not confirmed", "");
        }
        KeptToken.delete(token.home(), name);
        return ExitStatus.SUCCESS;
    }

    private boolean confirmed(String name) {
        return EmulatorCommand.surroundings(spec)
                .confirmation()
                .ask("Delete the token " + name + " and its key for good?")
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "there is no terminal to ask on: say --yes"));
    }
}
