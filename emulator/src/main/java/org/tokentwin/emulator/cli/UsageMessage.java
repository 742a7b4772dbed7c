package org.tokentwin.emulator.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, without its arguments: one that was given by mistake may be a PIN or a password, which would stand on
 * the screen and in a log. The names of options and commands are shown, and an argument by its number.
 */
final class UsageMessage {
    private static final String HIDDEN = "…";
    /** An argument and what it is made of: an option with its value, a target with its path, a URI. */
    private static final Pattern SEPARATORS = Pattern.compile("[=:;?&,]");

    private static final Pattern WORD = Pattern.compile("(?<![^ ,:(@])[a-z-]{2,}");

    /** Names under which secrets are given to other programs. */
    private static final Pattern SECRET =
            Pattern.compile("(--(so-|user-|new-|old-|p12-)?(pin|password))(=.*)?", Pattern.DOTALL);

    private UsageMessage() {}

    static String of(ParameterException e, String... arguments) {
        if (hasSecret(e.getCommandLine(), arguments)) {
            return "a PIN or password is never an argument, since other users can read it";
        }
        return e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, arguments)
                : withoutArguments(String.valueOf(e.getMessage()), e.getCommandLine(), arguments);
    }

    /** Whether an option that no command has here asks for a secret. */
    private static boolean hasSecret(CommandLine commandLine, String... arguments) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .map(SECRET::matcher)
                .anyMatch(argument -> argument.matches()
                        && !commandLine.getCommandSpec().optionsMap().containsKey(argument.group(1)));
    }

    private static String unmatched(UnmatchedArgumentException e, String... arguments) {
        String first = e.getUnmatched().getFirst();
        boolean group = !e.getCommandLine().getSubcommands().isEmpty();
        String what = first.startsWith("-") ? "unknown option" : group ? "unknown command" : "unexpected argument";
        int index = Arrays.asList(arguments).indexOf(first);
        List<String> similar = e.getSuggestions();
        return what
                + (index < 0 ? "" : " (argument " + (index + 1) + ", not repeated here: it may be a secret)")
                + (similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar));
    }

    private static String withoutArguments(String message, CommandLine commandLine, String... arguments) {
        Set<String> known = words(commandLine.getCommandSpec());
        String shown = message;
        for (String each : Arrays.stream(arguments)
                .flatMap(argument -> parts(argument).stream())
                .filter(part -> !part.isBlank() && !known.contains(part))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            shown = shown.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(each) + "(?![A-Za-z0-9])", HIDDEN);
        }
        return shown;
    }

    private static List<String> parts(String argument) {
        Set<String> parts = new HashSet<>(List.of(argument));
        int equals = argument.indexOf('=');
        parts.add(argument.substring(equals + 1));
        parts.addAll(List.of(SEPARATORS.split(argument, -1)));
        return List.copyOf(parts);
    }

    /** The names of this command, of those above it, and of what they take; and the lower-case words of its help, which are no secret. */
    private static Set<String> words(CommandSpec spec) {
        Set<String> words = Stream.concat(
                        Arrays.stream(spec.usageMessage().description()),
                        spec.args().stream().flatMap(arg -> Arrays.stream(arg.description())))
                .flatMap(line -> WORD.matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(HashSet::new));
        for (CommandSpec each = spec; each != null; each = each.parent()) {
            words.addAll(each.optionsMap().keySet());
            words.addAll(each.subcommands().keySet());
        }
        return words;
    }
}
