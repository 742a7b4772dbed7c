package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.desk.DeskServer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --desk}: a page in the browser that shows tokens, calls and APDUs. */
final class DeskOption {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--desk",
            description =
                    "Show tokens, calls and APDUs on a page in the browser; prints its link, which is good for one browser.")
    private boolean wanted;

    @Option(
            names = "--desk-port",
            paramLabel = "PORT",
            description =
                    "The page's port (default: any free one); with the same one, an open page comes back after a restart.")
    private @Nullable Integer port;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Takes the port, where the option was given.
     *
     * @param key of the desk, asked for only then
     * @throws CommandException when it is taken
     */
    DeskService bind(Supplier<byte[]> key) {
        int chosen = port == null ? 0 : port;
        if (chosen < 0 || chosen > LAST_PORT) {
            throw new ParameterException(command.commandLine(), "--desk-port takes a port, 0 to " + LAST_PORT);
        }
        if (!wanted && port == null) {
            return DeskService.none();
        }
        try {
            return DeskService.of(DeskServer.bind(chosen, key.get()));
        } catch (IOException e) {
            throw CommandException.failure(
                    "the desk cannot be shown at port " + chosen + ": " + e.getMessage(),
                    "Name another one with --desk-port, or leave it out for any free one.");
        }
    }
}
