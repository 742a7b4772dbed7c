package org.tokentwin.client.cli;

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
}
