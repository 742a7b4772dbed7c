package org.tokentwin.emulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code authority}: the commands about the e-Certs that were issued, and who issues them. */
@Command(
        name = "authority",
        description = "Shows, suspends, revokes and replaces the e-Certs that the authority of the kept tokens issued.",
        subcommands = {
            AuthorityListCommand.class,
            AuthorityShowCommand.class,
            RevokeCommand.class,
            HoldCommand.class,
            ReleaseCommand.class,
            ReissueCommand.class,
            RenewCommand.class,
            ExpireCommand.class,
            AuthorityFaultCommand.class,
            AuthorityCreateCommand.class
        })
final class AuthorityCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
