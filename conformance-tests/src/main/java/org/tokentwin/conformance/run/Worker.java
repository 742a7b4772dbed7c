package org.tokentwin.conformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.guard.Lifeline;

/** The process in which a module of the user's is loaded. It may die; what it reported before is in its file. */
public final class Worker {
    private static final Path ORDERS = Path.of("orders");
    private static final Path TOLD = Path.of("told");

    private Worker() {}

    /**
     * Runs the cases that the first file names, one a line, and tells the second file, one message a line.
     *
     * @param arguments the two files, and the parameters as {@code name=value}
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path told = directory.resolve(TOLD);
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            parameters.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        TargetOptions options = TargetOptions.from(name -> Optional.ofNullable(parameters.get(name)));
        options.run().ifPresent(run -> Lifeline.hold(run, System.in));
        Hand.lend(request -> {
            tell(told, Message.asks(request));
            Lifeline.awaitWord();
        });
        try {
            tell(told, Message.target(TargetDescription.of(options)));
        } catch (NoTokenException e) {
            tell(told, Message.refused(String.valueOf(e.getMessage())));
            end();
        }
        Set<String> ids = new LinkedHashSet<>(Files.readAllLines(directory.resolve(ORDERS)));
        if (!ids.isEmpty()) {
            InProcessRun.of(
                    ids, options, id -> tell(told, Message.started(id)), result -> tell(told, Message.result(result)));
        }
        end();
    }

    /** A module may have started threads that never end. */
    private static void end() {
        System.exit(0);
    }

    private static void tell(Path file, Message message) {
        try {
            Files.writeString(file, message.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
