package org.tokentwin.programs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** One of the programs, with its command line as the process has it. It is found by the name of its class: no program shows it to others. */
enum Program {
    EMULATOR("org.tokentwin.emulator.cli.EmulatorCommand"),
    CLIENT("org.tokentwin.client.cli.ClientCommand"),
    CONFORMANCE("org.tokentwin.conformance.cli.ConformanceCommand"),
    BENCHMARK("org.tokentwin.benchmark.cli.BenchmarkCommand");

    /** What a command said, and its exit status. */
    record Said(int status, String out, String err) {}

    /** One command of a program, by its words. */
    record Command(Program program, List<String> words) {
        CommandSpec spec() {
            CommandLine found = program.commandLine();
            for (String word : words) {
                found = Objects.requireNonNull(found.getSubcommands().get(word), word);
            }
            return found.getCommandSpec();
        }

        Said run(Ansi ansi, String... arguments) {
            return program.run(
                    ansi,
                    Stream.concat(words.stream(), Arrays.stream(arguments)).toArray(String[]::new));
        }

        @Override
        public String toString() {
            return program.name().toLowerCase(Locale.ROOT) + " " + String.join(" ", words);
        }
    }

    private final String mainClass;

    Program(String mainClass) {
        this.mainClass = mainClass;
    }

    /** All commands of all programs, and the programs themselves. */
    static List<Command> commands() {
        return Arrays.stream(values())
                .flatMap(program -> below(program, List.of(), program.commandLine()))
                .toList();
    }

    private static Stream<Command> below(Program program, List<String> words, CommandLine commandLine) {
        return Stream.concat(
                Stream.of(new Command(program, words)),
                commandLine.getSubcommands().entrySet().stream()
                        .flatMap(sub -> below(program, with(words, sub), sub.getValue())));
    }

    private static List<String> with(List<String> words, Map.Entry<String, CommandLine> sub) {
        return Stream.concat(words.stream(), Stream.of(sub.getKey())).toList();
    }

    CommandLine commandLine() {
        try {
            for (Method method : Class.forName(mainClass).getDeclaredMethods()) {
                if (method.getReturnType() == CommandLine.class
                        && method.getName().equals("commandLine")) {
                    method.setAccessible(true);
                    return (CommandLine) method.invoke(null, arguments(method));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(mainClass, e);
        }
        throw new IllegalStateException(mainClass + ".commandLine");
    }

    private static Object[] arguments(Method method) throws ReflectiveOperationException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i] == String[].class) {
                arguments[i] = new String[0];
            } else {
                Method ofProcess = types[i].getDeclaredMethod("ofProcess");
                ofProcess.setAccessible(true);
                arguments[i] = ofProcess.invoke(null);
            }
        }
        return arguments;
    }

    private Said run(Ansi ansi, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(Help.defaultColorScheme(ansi))
                .execute(arguments);
        return new Said(status, out.toString(), err.toString());
    }
}
