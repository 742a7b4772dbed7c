package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.recording.MalformedRecordingException;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.Recording.Entry;
import org.tokentwin.emulator.replay.Replay;
import org.tokentwin.emulator.replay.StateReplay;
import org.tokentwin.emulator.replay.StrictReplay;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.wire.RequestMemory;
import org.tokentwin.emulator.wire.WireServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: a command with a recorded device. */
@Command(
        name = "replay",
        description = {
            "Runs COMMAND with the device of a recording: each call gets the result that was recorded. No token is there.",
            "",
            "Without COMMAND it serves until it is interrupted or terminated. The calls have to be those of the recording, in their "
                    + "order, with any PIN of the recorded length; the first other one returns CKR_GENERAL_ERROR, as does all "
                    + "that follows. See docs/replay.md."
        },
        exitCodeListHeading = "%nExit status: COMMAND's, or%n",
        exitCodeList = {
            "1:it failed, or COMMAND succeeded with calls that were not recorded",
            "2:wrong usage",
            "127:COMMAND cannot be started"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int PRINTED_VERSION = 4;
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST_PIN = 256;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file = Path.of("");

    @Option(
            names = "--by-state",
            description =
                    "Take calls in any order and as often as they come: each gets what was recorded for its arguments in the "
                            + "state that the device was in.")
    private boolean byState;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "Where to listen; its directory is the server's own. The default is a place of this run's own.")
    private @Nullable Path path;

    @Mixin
    private LogOption log = new LogOption();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        log.begin();
        Recording recording = read();
        Replay replay = byState
                ? new StateReplay(recording, EmulatorCommand.notices(spec))
                : new StrictReplay(recording, EmulatorCommand.notices(spec));
        WireServer wire = WireServer.replayed(replay, RequestMemory.ofThisJvm());
        try (RunDirectory directory = RunDirectory.create()) {
            ServerSocket socket =
                    Optional.ofNullable(path).map(ServerSocket::new).orElseGet(directory::socket);
            try (UnixServer _ = UnixServer.start(socket.path(), wire::serve, EmulatorCommand.notices(spec))) {
                Version version = version(recording);
                Path module = ModuleCommand.install(directory.path(), SharedLibrary.fileName(version), null, version);
                Map<String, String> variables = TokenEnvironment.ofServer(module, socket);
                variables.remove(ServerSocket.P11_KIT_VARIABLE);
                return command.isEmpty() ? serve(variables) : run(recording, replay, variables);
            } catch (IOException e) {
                throw CommandException.failure(
                        "no server can listen on " + socket.path() + ": " + e.getMessage(),
                        "Stop the other server, or name another path with --socket.");
            }
        }
    }

    private Recording read() {
        try {
            return Recording.read(file);
        } catch (MalformedRecordingException e) {
            throw CommandException.failure(
                    file + " is no recording that can be replayed: " + e.getMessage(),
                    "See docs/replay.md for the format.");
        } catch (NoSuchFileException e) {
            throw CommandException.failure(
                    "there is no file " + file, "'emulator run --record FILE' makes a recording.");
        } catch (IOException e) {
            throw CommandException.failure(file + " cannot be read: " + e.getMessage(), "Name another file.");
        }
    }

    private int serve(Map<String, String> variables) throws InterruptedException {
        try (StopSignal stop = new StopSignal(EmulatorCommand.surroundings(spec).signals())) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(ShellWord.exports(variables));
            out.flush();
            stop.await();
        }
        return ExitStatus.SUCCESS;
    }

    private int run(Recording recording, Replay replay, Map<String, String> variables) {
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        String pin = surroundings.environment().get(TokenEnvironment.PIN);
        variables.put(TokenEnvironment.PIN, pin == null ? pinOfRecordedLength(recording) : pin);
        int status = CommandProcess.run(command, variables, surroundings.signals());
        if (replay.isAsRecorded()) {
            return status;
        }
        EmulatorCommand.notices(spec).accept("not as recorded: " + replay.progress());
        return status == ExitStatus.SUCCESS ? ExitStatus.FAILURE : status;
    }

    /** Of the PIN a recording has the length only, and any of that length is the recorded one. */
    private static String pinOfRecordedLength(Recording recording) {
        return recording.calls().stream()
                .filter(call -> call.function() == CryptokiFunction.C_Login)
                .map(call -> call.arguments().path("pPin").path("masked"))
                .filter(JsonNode::isIntegralNumber)
                .mapToLong(JsonNode::longValue)
                .filter(length -> length >= 0 && length <= LONGEST_PIN)
                .mapToObj(length -> "0".repeat((int) length))
                .findFirst()
                .orElse("");
    }

    /** What {@code C_GetInfo} reported, which the library agrees with; else the earliest version that has the functions recorded. */
    private static Version version(Recording recording) {
        return recording.calls().stream()
                .filter(call -> call.function() == CryptokiFunction.C_GetInfo)
                .map(ReplayCommand::reported)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> needed(recording));
    }

    private static Optional<Version> reported(Entry call) {
        String info = call.results().path("pInfo").asText();
        if (info.length() < PRINTED_VERSION) {
            return Optional.empty();
        }
        int version = Integer.parseInt(info.substring(0, PRINTED_VERSION), HEXADECIMAL);
        return Optional.of(new Version(version >> Byte.SIZE, version & 0xFF)).filter(ReplayCommand::isKnown);
    }

    private static boolean isKnown(Version version) {
        return version.major() == 2 || version.major() == 3;
    }

    private static Version needed(Recording recording) {
        return recording.calls().stream()
                        .anyMatch(call ->
                                !CryptokiVersion.V2_40.includes(call.function().since()))
                ? new Version(3, 2)
                : SharedLibrary.USUAL;
    }
}
