package org.tokentwin.emulator.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the user yes or no. */
interface Confirmation {
    /** Whether it is to be done, or empty if there is nobody to ask. */
    Optional<Boolean> ask(String question);

    /** Asks on the terminal, if there is one; whatever is not {@code y} or {@code yes} is no. */
    static Optional<Boolean> onTerminal(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s [y/N] ", question))
                .map(answer -> answer.strip().matches("(?i)y|yes"));
    }
}
