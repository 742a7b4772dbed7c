package org.tokentwin.client.cli;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The options that every command of every program has: help, version, and no colour. */
public final class ProgramOptions {
    /** The variable by which users ask all programs for no colour, as no-color.org says. */
    private static final String NO_COLOR = "NO_COLOR";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show what the command takes.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print the version, and what it runs on.")
    private boolean version;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec program;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Write no colours, as where the variable NO_COLOR is set.")
    private void withoutColour(boolean isAsked) {
        if (isAsked) {
            withoutColour(program.commandLine());
        }
    }

    /**
     * Gives all commands of a program its version, and no colour where the user wants none.
     *
     * @param environment returns the value of a variable that is set
     */
    public static void prepare(CommandLine program, Function<String, Optional<String>> environment) {
        share(program, program.getCommandSpec().versionProvider());
        if (environment.apply(NO_COLOR).filter(value -> !value.isEmpty()).isPresent()) {
            withoutColour(program);
        }
    }

    private static void share(CommandLine command, IVersionProvider version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(each -> share(each, version));
    }

    private static void withoutColour(CommandLine program) {
        program.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
    }
}
