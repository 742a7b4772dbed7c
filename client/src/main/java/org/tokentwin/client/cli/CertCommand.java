package org.tokentwin.client.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about certificates. */
@Command(
        name = "cert",
        description = "Shows certificates.",
        subcommands = {CertListCommand.class, CertShowCommand.class})
final class CertCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: list or show");
    }
}
