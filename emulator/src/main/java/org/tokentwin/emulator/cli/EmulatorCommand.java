package org.tokentwin.emulator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.trace.PrintableText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The emulator's command line. */
@Command(
        name = "tokentwin emulator",
        description = "Makes, keeps and serves emulated tokens.",
        footerHeading = "%nTokens are kept in TOKENTWIN_HOME, else in tokentwin in the XDG data directory.%n",
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage", "3:no such token, or no server, is there"})
public final class EmulatorCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            CreateCommand.class,
            ListCommand.class,
            ShowCommand.class,
            DeleteCommand.class,
            AuthorityCommand.class,
            ProfileCommand.class,
            SnapshotCommand.class,
            RestoreCommand.class,
            ConfigCommand.class,
            ServeCommand.class,
            RunCommand.class,
            ReplayCommand.class,
            TestbedCommand.class,
            IssueCommand.class,
            DiscardCommand.class,
            InsertCommand.class,
            RemoveCommand.class,
            StatusCommand.class,
            ResetTriesCommand.class,
            TraceCommand.class,
            DeskCommand.class,
            FaultCommand.class,
            ModuleCommand.class);

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProgramOptions help = new ProgramOptions();

    private EmulatorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        LogOption.silenceByDefault();
        HeadStart.beginFor(arguments);
        System.exit(commandLine(Surroundings.ofProcess(), arguments).execute(arguments));
    }

    /**
     * The command line for these arguments. To make a command known costs more than most commands do, so where the first argument names a
     * command, only that one is.
     */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        CommandLine commandLine = new CommandLine(new EmulatorCommand(surroundings));
        commandsFor(arguments).forEach(commandLine::addSubcommand);
        ProgramOptions.prepare(
                commandLine,
                name -> Optional.ofNullable(surroundings.environment().get(name)));
        ErrorMessages errors = new ErrorMessages();
        return commandLine
                .setOut(Utf8Output.writer(new FileOutputStream(FileDescriptor.out), "stdout.encoding"))
                .setErr(Utf8Output.writer(new FileOutputStream(FileDescriptor.err), "stderr.encoding"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new CommandExecution())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    private static List<Class<?>> commandsFor(String... arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
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

    /** Where a command's server says what its user should know, a line each: standard error. */
    static Consumer<String> notices(CommandSpec spec) {
        PrintWriter err = spec.commandLine().getErr();
        return notice -> {
            err.println("tokentwin: " + PrintableText.of(notice));
            err.flush();
        };
    }
}
