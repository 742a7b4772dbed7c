package org.tokentwin.client.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tokentwin.client.doctor.KnownModules;

/**
 * What the commands take from the process, so that a test can give it to them.
 *
 * @param ownProcess whether the command has the process for itself, and may end it
 */
record Surroundings(
        Function<String, Optional<String>> environment,
        PinPrompt prompt,
        InputStream in,
        OutputStream out,
        Clock clock,
        List<Path> modules,
        boolean ownProcess) {
    static Surroundings ofProcess() {
        return new Surroundings(
                name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty()),
                PinPrompt::onTerminal,
                System.in,
                new FileOutputStream(FileDescriptor.out), // which says when it cannot write
                Clock.systemUTC(),
                KnownModules.here(),
                true);
    }

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
}
