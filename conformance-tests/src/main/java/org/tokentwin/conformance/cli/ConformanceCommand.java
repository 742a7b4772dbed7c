package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.cli.DeliveredOutput;
import org.tokentwin.client.cli.ErrorMessages;
import org.tokentwin.client.cli.ProgramOptions;
import org.tokentwin.client.cli.ProgramVersion;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.text.Harmless;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tokentwin conformance}. */
@Command(
        name = "tokentwin conformance",
        description = "Tests a PKCS#11 module and its token against the standard and the token's user guide.",
        subcommands = {
            RunCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            CompareCommand.class,
            CaptureCommand.class,
            TwinCommand.class,
            CleanCommand.class
        },
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, and all cases passed", "1:something failed", "2:wrong usage", "3:no token is there"})
public final class ConformanceCommand implements Runnable {
    private static final int FAILURE = 1;
    private static final int NO_TOKEN = 3;

    @Mixin
    private ProgramOptions help = new ProgramOptions();

    @Spec
    private CommandSpec spec;

    /** @param args as the shell gave them */
    public static void main(String[] args) {
        System.exit(DeliveredOutput.execute(commandLine(), args));
    }

    /** The command line, for a test to give its own streams. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ConformanceCommand());
        ProgramOptions.prepare(commandLine, name -> Optional.ofNullable(System.getenv(name)));
        return commandLine
                .setOut(DeliveredOutput.writer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, failed, parsed) -> explain(exception, failed))
                .setParameterExceptionHandler(ErrorMessages::wrongUsage);
    }

    private static int explain(Exception exception, CommandLine commandLine) throws Exception {
        return switch (exception) {
            case NoTokenException e ->
                told(
                        commandLine,
                        NO_TOKEN,
                        e.getMessage(),
                        "'tokentwin client doctor' looks at modules and their tokens.");
            case IOException e -> told(commandLine, FAILURE, e.getMessage(), "Look at the file and the disk.");
            default -> throw exception;
        };
    }

    private static int told(CommandLine commandLine, int status, @Nullable String message, String advice) {
        ErrorMessages.print(
                commandLine,
                String.join(" ", Harmless.text(String.valueOf(message)).lines().toList()),
                advice);
        return status;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: run, list, doctor, compare, capture, twin or clean");
    }
}
