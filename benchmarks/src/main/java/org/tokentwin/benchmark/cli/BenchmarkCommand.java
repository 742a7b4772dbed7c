package org.tokentwin.benchmark.cli;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.tokentwin.benchmark.run.TargetRefusedException;
import org.tokentwin.benchmark.token.PreparationException;
import org.tokentwin.client.cli.DeliveredOutput;
import org.tokentwin.client.cli.ErrorMessages;
import org.tokentwin.client.cli.ProgramOptions;
import org.tokentwin.client.cli.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tokentwin benchmark}. */
@Command(
        name = "tokentwin benchmark",
        description = "Measures PKCS#11 modules side by side.",
        subcommands = {RunCommand.class, ListCommand.class, ReportCommand.class, CompareCommand.class},
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:something failed", "2:wrong usage", "3:no token is there"})
public final class BenchmarkCommand implements Runnable {
    static final int FAILURE = 1;
    static final int NO_TOKEN = 3;

    @Mixin
    private ProgramOptions help = new ProgramOptions();

    @Spec
    private CommandSpec spec;

    /** @param arguments as the shell gave them */
    public static void main(String[] arguments) {
        System.exit(DeliveredOutput.execute(commandLine(), arguments));
    }

    /** The command line, for a test to give its own streams. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new BenchmarkCommand());
        ProgramOptions.prepare(commandLine, name -> Optional.ofNullable(System.getenv(name)));
        return commandLine
                .setOut(DeliveredOutput.writer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, failed, parsed) -> explain(exception, failed))
                .setParameterExceptionHandler(ErrorMessages::wrongUsage);
    }

    private static int explain(Exception exception, CommandLine commandLine) throws Exception {
        return switch (exception) {
            case PreparationException e -> told(commandLine, FAILURE, String.valueOf(e.getMessage()), e.advice());
            case TargetRefusedException e ->
                e.isTokenAbsent()
                        ? told(commandLine, NO_TOKEN, String.valueOf(e.getMessage()), "Plug it in.")
                        : told(
                                commandLine,
                                FAILURE,
                                String.valueOf(e.getMessage()),
                                "'tokentwin client doctor' looks at it.");
            case java.io.IOException e -> told(commandLine, FAILURE, e.toString(), "Look at the file and the disk.");
            case UncheckedIOException e ->
                told(commandLine, FAILURE, String.valueOf(e.getCause()), "Look at the file and the disk.");
            default -> throw exception;
        };
    }

    private static int told(CommandLine commandLine, int status, String message, String advice) {
        ErrorMessages.print(commandLine, String.join(" ", message.lines().toList()), advice);
        return status;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: run, list, report or compare");
    }
}
