package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.authority.TestAuthorities;
import org.tokentwin.emulator.control.ControlServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code testbed}: fresh tokens for the tests of other programs. */
@Command(
        name = "testbed",
        description = {
            "Issues fresh tokens to tests, as many as they ask for, until it is interrupted or terminated.",
            "",
            "'issue' gives a test a token in a fixture: slots, a server and a library that sees nothing else. 'discard' ends it."
        })
final class TestbedCommand implements Callable<Integer> {
    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Where 'issue' and 'discard' find it, as PATH.control; its directory is the testbed's own.")
    private @Nullable Path path;

    @Option(names = "--until-eof", description = "End with standard input too, so with the program that writes it.")
    private boolean untilEof;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        try (RunDirectory directory = RunDirectory.create();
                Testbed testbed = new Testbed(
                        directory,
                        surroundings.server(),
                        new TestAuthorities(
                                () -> AuthorityOption.kept(surroundings).passing(InstantSource.system())),
                        EmulatorCommand.notices(spec));
                StopSignal stop = new StopSignal(surroundings.signals())) {
            ServerSocket socket =
                    Optional.ofNullable(path).map(ServerSocket::new).orElseGet(directory::socket);
            try (ControlServer _ = listen(socket, testbed, surroundings)) {
                PrintWriter out = spec.commandLine().getOut();
                out.println("export " + ServerSocket.VARIABLE + "="
                        + ShellWord.quoted(socket.path().toString()));
                out.flush();
                if (untilEof) {
                    Thread.ofVirtual().start(() -> awaitEnd(System.in, stop));
                }
                stop.await();
            }
        }
        return ExitStatus.SUCCESS;
    }

    private ControlServer listen(ServerSocket socket, Testbed testbed, Surroundings surroundings) {
        try {
            return ControlServer.start(
                    socket.control(),
                    List.of(new IssueVerb(testbed, surroundings), new DiscardVerb(testbed)),
                    EmulatorCommand.notices(spec));
        } catch (IOException e) {
            throw CommandException.failure(
                    "no testbed can listen on " + socket.control() + ": " + e.getMessage(),
                    "Stop the other server, or name another path with --socket.");
        }
    }

    private static void awaitEnd(InputStream in, StopSignal stop) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) { // as good as its end
        }
        stop.stop();
    }
}
