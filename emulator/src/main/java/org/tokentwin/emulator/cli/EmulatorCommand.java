package org.tokentwin.emulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The emulator's command line. */
@Command(
        name = "tokentwin emulator",
        description = "Makes, keeps and serves emulated tokens.",
        subcommands = {
            CreateCommand.class,
            ListCommand.class,
            ShowCommand.class,
            DeleteCommand.class,
            SnapshotCommand.class,
            RestoreCommand.class,
            ConfigCommand.class,
            ServeCommand.class,
            RunCommand.class,
            InsertCommand.class,
            RemoveCommand.class,
            StatusCommand.class,
            ResetTriesCommand.class,
            TraceCommand.class,
            FaultCommand.class
        },
        footerHeading = "%nTokens are kept in TOKENTWIN_HOME, else in tokentwin in the XDG data directory.%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage", "3:no such token, or no server, is there"})
public final class EmulatorCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show what the command takes.")
    private boolean help;

    private EmulatorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new EmulatorCommand(surroundings));
        ErrorMessages errors = new ErrorMessages();
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /**
     * The surroundings of the command line to which a command belongs.
     *
     * @param spec the command's; or that of options within options, which has no parent but knows its command line
     */
    static Surroundings surroundings(CommandSpec spec) {
        CommandSpec root = spec.commandLine().getCommandSpec().root();
        return ((EmulatorCommand) root.userObject()).surroundings;
    }
}
