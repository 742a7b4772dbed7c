package org.tokentwin.conformance.cli;

import java.io.Console;
import java.util.Optional;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.NoTokenException;

/** The person at the terminal, who is asked to take the token out and to put it back. */
final class Person {
    private Person() {}

    /** The terminal; empty if there is none. */
    static Optional<Console> atTheTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /**
     * Asks below the line that tells how far the run is.
     *
     * @throws NoTokenException when nobody answers
     */
    static Hand.Person at(Progress progress) {
        return request -> {
            progress.clear();
            Console console =
                    atTheTerminal().orElseThrow(() -> new NoTokenException("There is nobody at a terminal to ask"));
            String answer = console.readLine(
                    "%s",
                    switch (request) {
                        case REMOVE -> "Take the token out, then press Enter: ";
                        case INSERT -> "Put the token back, then press Enter: ";
                    });
            if (answer == null) {
                throw new NoTokenException("Nobody answered at the terminal");
            }
        };
    }
}
