package org.tokentwin.client.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about tokens. */
@Command(
        name = "token",
        description = "Shows tokens.",
        subcommands = {TokenListCommand.class, TokenInfoCommand.class})
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: list or info");
    }
}
