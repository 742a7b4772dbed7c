import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes what a package has of the command lines: a manual page for each program, and completion for bash and zsh. It reads picocli's model
 * of each, which is found by the classes' names: none of this is for the programs themselves to know.
 */
final class CommandLineTexts {
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "emulator", "org.tokentwin.emulator.cli.EmulatorCommand",
            "client", "org.tokentwin.client.cli.ClientCommand",
            "conformance", "org.tokentwin.conformance.cli.ConformanceCommand"));

    /** What zsh sources when it first completes the word: bash's functions, called by zsh's own rules for them. */
    private static final String ZSH = """
            #compdef tokentwin
            autoload -U +X bashcompinit && bashcompinit
            %s
            _bash_complete -o default -F _complete_tokentwin
            """;

    @Command(name = "tokentwin", description = "a digital twin of a hardware signing token")
    private static final class Launcher {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && List.of("bash", "zsh").contains(arguments[0])) {
            System.out.print(arguments[0].equals("bash") ? bash() : zsh());
            return;
        }
        if (arguments.length != 2) {
            System.err.println("Usage: java CommandLineTexts.java bash|zsh\n       java CommandLineTexts.java VERSION DIRECTORY");
            System.exit(2);
        }
        Path directory = Path.of(arguments[1]);
        Files.writeString(directory.resolve("tokentwin.bash"), bash());
        Files.writeString(directory.resolve("tokentwin.zsh"), zsh());
        writePages(arguments[0], directory);
    }

    private static String bash() throws ReflectiveOperationException {
        return AutoComplete.bash("tokentwin", launcher());
    }

    private static String zsh() throws ReflectiveOperationException {
        return ZSH.formatted(bash());
    }

    private static void writePages(String version, Path directory) throws IOException, ReflectiveOperationException {
        CommandLine launcher = launcher();
        Files.writeString(directory.resolve("tokentwin.1"), page(launcher.getCommandSpec(), version, false));
        for (Map.Entry<String, CommandLine> program : launcher.getSubcommands().entrySet()) {
            Files.writeString(
                    directory.resolve("tokentwin-" + program.getKey() + ".1"),
                    page(program.getValue().getCommandSpec(), version, true));
        }
    }

    private static CommandLine launcher() throws ReflectiveOperationException {
        CommandLine launcher = new CommandLine(new Launcher());
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            launcher.addSubcommand(program.getKey(), commandLine(Class.forName(program.getValue())).setCommandName(program.getKey()));
        }
        return launcher;
    }

    private static CommandLine commandLine(Class<?> program) throws ReflectiveOperationException {
        for (Method method : program.getDeclaredMethods()) {
            if (method.getReturnType() == CommandLine.class && method.getName().equals("commandLine")) {
                Object[] arguments = new Object[method.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = method.getParameterTypes()[i] == String[].class ? new String[0] : ofProcess(method.getParameterTypes()[i]);
                }
                method.setAccessible(true);
                return (CommandLine) method.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException(program + ".commandLine");
    }

    private static Object ofProcess(Class<?> surroundings) throws ReflectiveOperationException {
        Method method = surroundings.getDeclaredMethod("ofProcess");
        method.setAccessible(true);
        return method.invoke(null);
    }

    private static String page(CommandSpec its, String version, boolean whole) {
        String name = its.qualifiedName("-");
        StringBuilder page = new StringBuilder();
        page.append(".TH \"%s\" 1 \"\" \"%s\"\n".formatted(name.toUpperCase(Locale.ROOT), version));
        page.append(".SH NAME\n").append(name).append(" \\- ").append(text(description(its))).append('\n');
        page.append(".SH SYNOPSIS\n").append(synopsis(its)).append('\n');
        arguments(page, its);
        page.append(".SH COMMANDS\n");
        for (CommandLine command : commandsOf(its).values()) {
            if (whole) {
                describe(page, command.getCommandSpec());
            } else {
                CommandSpec each = command.getCommandSpec();
                page.append(".TP\n.BR %s (1)\n%s\n".formatted(each.qualifiedName("\\-"), text(description(each))));
            }
        }
        if (!its.usageMessage().exitCodeList().isEmpty()) {
            page.append(".SH EXIT STATUS\n");
            its.usageMessage().exitCodeList().forEach((status, meaning) ->
                    page.append(".TP\n.B %s\n%s\n".formatted(status, text(meaning))));
        }
        return page.toString();
    }

    private static void describe(StringBuilder page, CommandSpec its) {
        page.append(".SS \"").append(text(its.qualifiedName(" "))).append("\"\n").append(text(description(its))).append('\n');
        page.append(".PP\n").append(synopsis(its)).append('\n');
        arguments(page, its);
        commandsOf(its).values().forEach(command -> describe(page, command.getCommandSpec()));
    }

    /** Each command once, and not those that are hidden. */
    private static Map<CommandSpec, CommandLine> commandsOf(CommandSpec its) {
        Map<CommandSpec, CommandLine> commands = new LinkedHashMap<>();
        for (CommandLine command : its.subcommands().values()) {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.putIfAbsent(command.getCommandSpec(), command);
            }
        }
        return commands;
    }

    private static void arguments(StringBuilder page, CommandSpec its) {
        for (PositionalParamSpec parameter : its.positionalParameters()) {
            if (!parameter.hidden()) {
                entry(page, parameter.paramLabel(), parameter);
            }
        }
        for (OptionSpec option : its.options()) {
            if (!option.hidden()) {
                String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                entry(page, String.join(", ", option.names()) + label, option);
            }
        }
    }

    @SuppressWarnings("deprecation") // nothing else has the values in it that the description names
    private static void entry(StringBuilder page, String term, ArgSpec its) {
        page.append(".TP\n.B \"").append(text(term)).append("\"\n");
        page.append(text(its.renderedDescription())).append('\n');
    }

    private static String synopsis(CommandSpec its) {
        return text(new Help(its, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0));
    }

    private static String description(CommandSpec its) {
        return String.join(" ", its.usageMessage().description());
    }

    private static String text(String[] lines) {
        return text(String.join(" ", lines));
    }

    /** As troff reads it: a backslash, a hyphen of an option, and a line that begins with a dot or an apostrophe are none of its own. */
    private static String text(String words) {
        String plain = Help.Ansi.OFF.string(words.replace("%n", " ").replace("%%", "%")).replaceAll("\\s+", " ").strip();
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
