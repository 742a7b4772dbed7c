package org.tokentwin.emulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code profile}: the models of tokens. */
@Command(
        name = "profile",
        description = "Shows, checks and compares profiles, the models of tokens.",
        subcommands = {
            ProfileListCommand.class,
            ProfileShowCommand.class,
            ProfileCheckCommand.class,
            ProfileDiffCommand.class
        })
final class ProfileCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
