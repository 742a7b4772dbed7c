package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.ControlClient;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The running server that a command asks. */
final class ServerOption {
    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The server's socket; without it, that of the server that has the token named, "
                    + "else that in P11_KIT_SERVER_ADDRESS, else that of 'serve' without --socket.")
    private @Nullable Path path;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What is done with a server that was found. */
    private interface Talk<T> {
        T with(ControlClient server) throws IOException;
    }

    /** Asks the server, which has one answer. */
    <T> T ask(ControlRequest request, Class<T> answer) {
        return talk(request.token(), server -> server.ask(request, answer));
    }

    /** Asks the server, which answers until it stops. */
    <T> void follow(ControlRequest request, Class<T> kind, Consumer<T> answers) {
        talk(request.token(), server -> {
            server.follow(request, kind, answers);
            return true;
        });
    }

    /** @throws CommandException when there is no server, or it refuses */
    private <T> T talk(@Nullable String token, Talk<T> talk) {
        Path socket = socket(token).control();
        try (ControlClient server = connect(socket)) {
            return talk.with(server);
        } catch (RefusedException e) {
            throw CommandException.refused(e);
        } catch (IOException e) {
            throw CommandException.failure(
                    "the server on " + socket + " went away: " + e.getMessage(), "See whether 'serve' still runs.");
        }
    }

    private static ControlClient connect(Path socket) {
        try {
            return ControlClient.connect(socket);
        } catch (IOException e) {
            throw CommandException.noServer(socket);
        }
    }

    private ServerSocket socket(@Nullable String token) {
        Surroundings surroundings = EmulatorCommand.surroundings(command);
        return Optional.ofNullable(path)
                .map(ServerSocket::new)
                .or(() -> Optional.ofNullable(token).flatMap(name -> ServedMark.read(surroundings.home(), name)))
                .orElseGet(() -> ServerSocket.ofRunning(surroundings.environment()));
    }
}
