package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.tokentwin.client.cli.DeliveredOutput;
import org.tokentwin.client.cli.UsageMessage;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.text.Harmless;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tokentwin conformance}. Exit status: 0 all passed, 1 something failed, 2 usage, 3 no token. */
@Command(
        name = "tokentwin conformance",
        description = "Tests a PKCS#11 module and its token against the standard and the token's user guide.",
        subcommands = {
            RunCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            CompareCommand.class,
            CleanCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Runnable {
    private static final int NO_TOKEN = 3;

    @Spec
    private CommandSpec spec;

    /** @param args as the shell gave them */
    public static void main(String[] args) {
        System.exit(DeliveredOutput.execute(commandLine(), args));
    }

    /** The command line, for a test to give its own streams. */
    static CommandLine commandLine() {
        return new CommandLine(new ConformanceCommand())
                .setOut(DeliveredOutput.writer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> explain(exception, commandLine))
                .setParameterExceptionHandler(ConformanceCommand::wrongUsage);
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(UsageMessage.of(e, arguments));
        e.getCommandLine().usage(err);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception exception, CommandLine commandLine) throws Exception {
        if (exception instanceof NoTokenException) {
            PrintWriter err = commandLine.getErr();
            err.println(exception.getMessage());
            err.flush();
            return NO_TOKEN;
        }
        if (exception instanceof IOException) {
            commandLine.getErr().println(Harmless.text(String.valueOf(exception.getMessage())));
            commandLine.getErr().flush();
            return 1;
        }
        throw exception;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: run, list, doctor, compare or clean");
    }
}
