package org.tokentwin.client.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the PIN. */
@Command(name = "pin", description = "Changes the PIN.", subcommands = PinChangeCommand.class)
final class PinCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: change");
    }
}
