package org.tokentwin.client.cli;

import org.tokentwin.client.pkcs11.OpenCalls;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The client's command line. */
@Command(
        name = "tokentwin client",
        description =
                "Looks at tokens and certificates, changes the PIN, signs and verifies, through any PKCS#11 module.",
        subcommands = {
            TokenCommand.class,
            CertCommand.class,
            PinCommand.class,
            SignCommand.class,
            VerifyCommand.class,
            DoctorCommand.class,
            WindowCommand.class,
            AskCommand.class
        },
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage", "3:no token is there"})
public final class ClientCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProgramOptions help = new ProgramOptions();

    private ClientCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = DeliveredOutput.execute(commandLine(Surroundings.ofProcess()), arguments);
        OpenCalls.ofProcess().end(status);
        System.exit(status);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new ClientCommand(surroundings));
        ProgramOptions.prepare(commandLine, surroundings.environment());
        ErrorMessages errors = new ErrorMessages();
        return commandLine
                .setOut(Utf8Output.writer(surroundings.out(), "stdout.encoding"))
                .setErr(Utf8Output.writer(System.err, "stderr.encoding"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new ModuleCare())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** The surroundings of the command line to which a command belongs. */
    static Surroundings surroundings(CommandSpec spec) {
        return ((ClientCommand) spec.root().userObject()).surroundings();
    }
}
