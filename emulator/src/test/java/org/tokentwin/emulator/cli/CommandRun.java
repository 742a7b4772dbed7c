package org.tokentwin.emulator.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine;

/** Runs commands of the emulator in this process, on a home of the test's own. */
final class CommandRun {
    /** What came of one. */
    record Result(int status, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> passwords = new ArrayDeque<>();
    private final Deque<Boolean> answers = new ArrayDeque<>();
    private final RecordingServer server = new RecordingServer();
    private final RaisedSignals signals = new RaisedSignals();
    private List<Path> clientDirectories = List.of();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean real;

    static CommandRun in(Path home) {
        return new CommandRun().with("TOKENTWIN_HOME", home.toString());
    }

    CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandRun withUnlessSaid(String variable, String value) {
        environment.putIfAbsent(variable, value);
        return this;
    }

    CommandRun enteringPassword(String password) {
        passwords.add(password);
        return this;
    }

    CommandRun answering(boolean yes) {
        answers.add(yes);
        return this;
    }

    CommandRun clientIn(Path... directories) {
        clientDirectories = List.of(directories);
        return this;
    }

    /** Serves as the product does, in place of the recording server. */
    CommandRun withRealServer() {
        real = true;
        return this;
    }

    RecordingServer server() {
        return server;
    }

    RaisedSignals signals() {
        return signals;
    }

    TokenHome home() {
        return TokenHome.of(environment);
    }

    Result run(String... arguments) {
        out.reset();
        StringWriter err = new StringWriter();
        int status = execute(new PrintWriter(out, true, StandardCharsets.UTF_8), err, arguments);
        return new Result(status, outputSoFar(), err.toString());
    }

    /** Runs a command that prints elsewhere; returns its status. */
    int execute(PrintWriter printed, StringWriter err, String... arguments) {
        CommandLine commandLine = EmulatorCommand.commandLine(surroundings(), arguments)
                .setOut(printed)
                .setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    /** What the command that runs, or ran last, has printed. */
    String outputSoFar() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Surroundings surroundings() {
        return new Surroundings(
                Map.copyOf(environment),
                question -> Optional.ofNullable(passwords.poll()).map(String::toCharArray),
                question -> Optional.ofNullable(answers.poll()),
                new Pkcs11KitClient(clientDirectories),
                real ? new RpcTokenServer() : server,
                signals);
    }
}
