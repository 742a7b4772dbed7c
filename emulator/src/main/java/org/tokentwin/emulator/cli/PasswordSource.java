package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a password comes from: a variable, a file's first line, or else the user.
 *
 * @param option the options' common beginning, as {@code --p12-password}
 */
record PasswordSource(
        CommandSpec command,
        String option,
        @Nullable String variable,
        @Nullable Path file) {
    boolean isGiven() {
        return variable != null || file != null;
    }

    /** The caller wipes it. */
    char[] read(String question) {
        if (variable != null && file != null) {
            throw usage(option + "-env and " + option + "-file exclude each other: say one of them");
        }
        Surroundings surroundings = EmulatorCommand.surroundings(command);
        String name = variable;
        if (name != null) {
            String value = Optional.ofNullable(surroundings.environment().get(name))
                    .orElseThrow(() -> usage("the variable " + name + " is not set: put the password into it"));
            if (CommandExecution.isDamaged(value)) {
                throw usage("the variable " + name
                        + " could not be read in this locale, so that its letters are lost: set LC_ALL=C.UTF-8");
            }
            return value.toCharArray();
        }
        Path secret = file;
        if (secret != null) {
            return PasswordFile.read(secret);
        }
        return surroundings
                .prompt()
                .ask(question)
                .orElseThrow(() -> usage("there is no terminal to ask for the password on: use " + option + "-env or "
                        + option + "-file"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
