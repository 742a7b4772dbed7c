package org.tokentwin.benchmark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tokentwin.benchmark.token.PinSource;
import org.tokentwin.benchmark.token.TargetChoice;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The targets, and of those that are somebody's the token and its PIN. */
final class TargetOptions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    @Option(
            names = "--target",
            paramLabel = "NAME[=PATH]",
            description = {
                "What to measure; may be repeated. 'list' names the targets that are made for the run. Any other name is a token of "
                        + "yours, behind the module with this path: on it only what is safe is measured.",
                "The others are compared with the first. The emulator if left out."
            })
    private List<String> targets = List.of("emulator");

    @Mixin
    private SelectionOptions selections = new SelectionOptions();

    @Option(
            names = "--pin-env",
            paramLabel = "TARGET=NAME",
            description =
                    "The environment variable with the PIN of a token of yours. Without it, nothing is done that needs a login.")
    private Map<String, String> pinVariables = Map.of();

    @Option(
            names = "--pin-file",
            paramLabel = "TARGET=FILE",
            description = "The file whose first line is the PIN of a token of yours.")
    private Map<String, Path> pinFiles = Map.of();

    /** @throws ParameterException where they make no sense */
    List<TargetChoice> choices(CommandLine commandLine) {
        Map<String, TargetChoice> choices = new LinkedHashMap<>();
        for (String text : targets) {
            TargetChoice choice = choice(commandLine, text);
            if (choices.put(choice.name(), choice) != null) {
                throw new ParameterException(commandLine, "The target " + choice.name() + " is named twice");
            }
        }
        Stream.of(pinVariables.keySet().stream(), pinFiles.keySet().stream(), selections.targets())
                .flatMap(names -> names)
                .forEach(name -> requireOwn(commandLine, choices, name));
        return new ArrayList<>(choices.values());
    }

    private TargetChoice choice(CommandLine commandLine, String text) {
        String[] parts = text.split("=", 2);
        String name = parts[0];
        Optional<Path> module = parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty();
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(
                    commandLine, "A target's name has 1 to 32 letters, digits, dots and dashes: '" + name + "'");
        }
        Optional<PinSource> pin = Optional.ofNullable(pinVariables.get(name))
                .map(PinSource::variable)
                .or(() -> Optional.ofNullable(pinFiles.get(name)).map(file -> PinSource.file(file.toAbsolutePath())));
        TargetChoice choice = new TargetChoice(name, module, selections.of(commandLine, name), pin);
        if (!choice.isDisposable() && module.isEmpty()) {
            throw new ParameterException(
                    commandLine, "There is no target " + name + ": see 'list', or say " + name + "=PATH");
        }
        return choice;
    }

    private static void requireOwn(CommandLine commandLine, Map<String, TargetChoice> choices, String name) {
        TargetChoice choice = choices.get(name);
        if (choice == null || choice.isDisposable()) {
            throw new ParameterException(commandLine, "There is no target of yours with the name " + name);
        }
    }
}
