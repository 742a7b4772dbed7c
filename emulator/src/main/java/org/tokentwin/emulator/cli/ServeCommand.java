package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cli.ReaderOption.PluggedReaders;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.desk.DeskServer;
import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.store.DeskKey;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.uri.TokenUri;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serve}: kept tokens for other programs, until a signal says to stop. */
@Command(name = "serve", description = "Serves kept tokens to other programs, until it is interrupted or terminated.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TOKEN", description = "The kept tokens to serve; without one, all of them.")
    private List<String> names = List.of();

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Where to listen; its directory is the server's own.")
    private @Nullable Path path;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "" + UnixServer.MOST_CONNECTIONS,
            description = "The most connections at a time (default ${DEFAULT-VALUE}); each takes a thread.")
    private int connections;

    @Mixin
    private TraceFile trace = new TraceFile();

    @Mixin
    private RecordOption record = new RecordOption();

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private SlotOption slot = new SlotOption();

    @Mixin
    private PaceOption pace = new PaceOption();

    @Mixin
    private ReaderOption reader = new ReaderOption();

    @Mixin
    private AuthorityOption authority = new AuthorityOption();

    @Mixin
    private AskOption ask = new AskOption();

    @Mixin
    private DeskOption desk = new DeskOption();

    @Mixin
    private LibraryOption library = new LibraryOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (connections < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--connections takes a number of 1 or more, not " + connections);
        }
        log.begin();
        record.requireOwnLibrary(library);
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        ServerSocket socket = Optional.ofNullable(path)
                .map(ServerSocket::new)
                .orElseGet(() -> ServerSocket.ofDefault(surroundings.environment()));
        try (OpenTokens tokens = OpenTokens.open(
                        surroundings.home(), named(surroundings.home()), pace::applyTo, slot::emulatorWith);
                Listening _ = trace.begin(tokens.emulator());
                RecordOption.Begun recorded = record.begin();
                PluggedReaders _ = reader.plugIn(tokens.emulator());
                AuthorityService answering = authority.listen(EmulatorCommand.notices(spec));
                DeskService page = desk.bind(() -> DeskKey.of(surroundings.home(), DeskServer::newKey));
                TokenServer.Listening server = surroundings
                        .server()
                        .listen(
                                socket,
                                tokens.served(),
                                verbs(surroundings, tokens, answering, page, recorded, socket),
                                EmulatorCommand.notices(spec),
                                connections,
                                recorded.file());
                ServedMark _ = ServedMark.set(tokens.tokens(), socket);
                StopSignal stop = new StopSignal(surroundings.signals())) {
            ask.applyTo(tokens.emulator(), page);
            answering.serve(served(surroundings, answering));
            page.serve(server.verbs());
            Path directory = ModuleCommand.directory(surroundings.home());
            Path module =
                    library.file(surroundings, directory, tokens.emulator().cryptokiVersion());
            print(tokens, server.socket(), module, answering, page);
            stop.await();
        }
        return ExitStatus.SUCCESS;
    }

    private static List<Verb> verbs(
            Surroundings surroundings,
            OpenTokens tokens,
            AuthorityService answering,
            DeskService page,
            RecordOption.Begun recorded,
            ServerSocket socket) {
        TestAuthority authority = served(surroundings, answering);
        KeptTokenVerbs kept = new KeptTokenVerbs(
                tokens,
                tokens.served(),
                surroundings,
                answering.address().map(AuthorityAddress::toString),
                socket.path());
        return Stream.of(
                        answering.verbs(),
                        page.verbs(),
                        recorded.verbs(),
                        kept.all(),
                        List.of(new CertificateVerb(authority), new CertificatesVerb(authority)))
                .<Verb>flatMap(List::stream)
                .toList();
    }

    private List<String> named(TokenHome home) {
        List<String> tokens = names.isEmpty() ? home.names() : List.copyOf(new LinkedHashSet<>(names));
        if (tokens.isEmpty()) {
            throw CommandException.noTokens(home.directory());
        }
        return tokens;
    }

    private static TestAuthority served(Surroundings surroundings, AuthorityService answering) {
        TestAuthority kept = AuthorityOption.kept(surroundings).authority(InstantSource.system());
        return answering.address().map(kept::at).orElse(kept);
    }

    /** The environment is for a shell to take; the rest of the lines are comments to it. */
    private void print(
            OpenTokens tokens, ServerSocket socket, Path module, AuthorityService answering, DeskService page) {
        StringBuilder lines = new StringBuilder();
        for (KeptToken token : tokens.tokens()) {
            lines.append("# ")
                    .append(token.name())
                    .append(": ")
                    .append(TokenUri.of(token.token()))
                    .append('\n');
        }
        page.link().ifPresent(link -> lines.append("# desk: ").append(link).append('\n'));
        Map<String, String> variables = TokenEnvironment.ofServer(module, socket);
        variables.putAll(answering.variables());
        lines.append(ShellWord.exports(variables));
        PrintWriter out = spec.commandLine().getOut();
        out.print(lines);
        out.flush();
    }
}
