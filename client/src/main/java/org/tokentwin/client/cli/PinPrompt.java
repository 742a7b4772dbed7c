package org.tokentwin.client.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the user for a PIN without showing it. */
interface PinPrompt {
    /** The characters entered, or empty if there is nobody to ask or the user has ended the input. */
    Optional<char[]> ask(String question);

    /** Asks on the terminal, if there is one. */
    static Optional<char[]> onTerminal(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s: ", question));
    }
}
