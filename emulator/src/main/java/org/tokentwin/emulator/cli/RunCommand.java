package org.tokentwin.emulator.cli;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.cli.ReaderOption.PluggedReaders;
import org.tokentwin.emulator.cli.UserPinOptions.PinChoice;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.desk.DeskServer;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.store.KeptAuthority;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import org.tokentwin.emulator.trace.Trace.Listening;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code run}: a command with a token. */
@Command(
        name = "run",
        description = {
            "Runs COMMAND with a fresh token, or a kept one, and ends with COMMAND's exit status.",
            "",
            "COMMAND finds in its environment the module to load (PKCS11_MODULE_PATH, PKCS11_MODULE) and its server "
                    + "(TOKENTWIN_SOCKET), the token (TOKENTWIN_URI), its PINs (TOKENTWIN_PIN, TOKENTWIN_SO_PIN "
                    + "where it has one), PEM files of its certificate (TOKENTWIN_CERT) and the chain (TOKENTWIN_CA), and where "
                    + "its authority answers (TOKENTWIN_AUTHORITY_URL)."
        },
        exitCodeListHeading = "%nExit status: COMMAND's, or%n",
        exitCodeList = {"1:it failed", "2:wrong usage", "3:no such token is there", "127:COMMAND cannot be started"})
final class RunCommand implements Callable<Integer> {
    @Option(names = "--token", paramLabel = "NAME", description = "Take this kept token in place of a fresh one.")
    private @Nullable String kept;

    @Mixin
    private OrderOptions order = new OrderOptions();

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
    private AskOption ask = new AskOption();

    @Mixin
    private DeskOption desk = new DeskOption();

    @Mixin
    private LibraryOption library = new LibraryOption();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            converter = FaultConverter.class,
            description =
                    "Let this happen while COMMAND runs: ACTION[@KIND[:NUMBER]], as remove@sign, sw=6581@write:2, slow=20ms; "
                            + "see docs/reliability.md.")
    private List<Fault> faults = List.of();

    @Option(
            names = "--authority-fault",
            paramLabel = "FAULT",
            converter = ServiceFaultConverter.class,
            description =
                    "Let this happen to the authority's responses while COMMAND runs: TROUBLE[@SERVICE[:NUMBER]], as "
                            + "try-later, stale@crl; see docs/authority.md.")
    private List<ServiceFault> authorityFaults = List.of();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        log.begin();
        record.requireOwnLibrary(library);
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        String name = kept;
        try (RunDirectory directory = RunDirectory.create()) {
            return name == null ? runFresh(surroundings, directory) : runKept(surroundings, directory, name);
        }
    }

    /** The fresh token's authority has its own register, which goes with the run. */
    private int runFresh(Surroundings surroundings, RunDirectory directory) {
        KeptAuthority authority = KeptAuthority.of(surroundings.home(), directory.path());
        try (AuthorityService answering = order.authority().listenAnywhere();
                EmulatedToken token = order.issue(
                        PinChoice.changed,
                        true,
                        clock -> answering
                                .address()
                                .map(authority.authority(clock)::at)
                                .orElseGet(authority.authority(clock)::withoutAddress))) {
            answering
                    .address()
                    .ifPresent(address -> answering.serve(
                            authority.authority(InstantSource.system()).at(address)));
            Map<String, String> variables =
                    Map.of(AuthorityOption.DIRECTORY_VARIABLE, directory.path().toString());
            return run(directory, answering, token.serial(), pace.applyTo(token), variables);
        }
    }

    private int runKept(Surroundings surroundings, RunDirectory directory, String name) {
        if (order.isGivenBesideAuthority()) {
            throw new ParameterException(
                    spec.commandLine(), "a kept token is as it is: --token goes with no option of a new one");
        }
        TokenHome home = surroundings.home();
        try (KeptToken token = KeptToken.open(home, KeptTokenName.existing(home, name));
                AuthorityService answering = order.authority().listen(EmulatorCommand.notices(spec))) {
            TestAuthority authority = AuthorityOption.kept(surroundings).authority(InstantSource.system());
            answering.serve(answering.address().map(authority::at).orElse(authority));
            return run(
                    directory, answering, name, pace.applyTo(token.token()), changedPins(surroundings.environment()));
        }
    }

    /** Only the user knows a PIN that was changed since the token was issued. */
    private static Map<String, String> changedPins(Map<String, String> environment) {
        Map<String, String> pins = new HashMap<>(environment);
        pins.keySet().retainAll(List.of(TokenEnvironment.PIN, TokenEnvironment.SO_PIN));
        return pins;
    }

    private Emulator emulatorWith(EmulatedToken token) {
        try {
            return slot.emulatorWith(List.of(token));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--slot: " + e.getMessage());
        }
    }

    /** @param more variables of this run */
    private int run(
            RunDirectory directory,
            AuthorityService answering,
            String name,
            EmulatedToken token,
            Map<String, String> more) {
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        try (Emulator emulator = emulatorWith(token);
                Listening _ = trace.begin(emulator);
                RecordOption.Begun recorded = record.begin();
                PluggedReaders _ = reader.plugIn(emulator);
                DeskService page = desk.bind(DeskServer::newKey);
                TokenServer.Listening server = surroundings
                        .server()
                        .listen(
                                directory.socket(),
                                new ServedTokens(emulator, Map.of(name, token)),
                                Stream.of(answering.verbs(), page.verbs(), recorded.verbs())
                                        .flatMap(List::stream)
                                        .toList(),
                                EmulatorCommand.notices(spec),
                                UnixServer.MOST_CONNECTIONS,
                                recorded.file())) {
            Map<String, String> variables = new HashMap<>(TokenEnvironment.ofServer(
                    library.file(surroundings, directory.path(), emulator.cryptokiVersion()), server.socket()));
            variables.putAll(TokenEnvironment.ofToken(token, directory));
            variables.putAll(answering.variables());
            variables.putAll(more);
            ask.applyTo(emulator, page);
            page.serve(server.verbs());
            page.link().ifPresent(link -> EmulatorCommand.notices(spec).accept("desk: " + link));
            faults.forEach(token.faults()::inject);
            answering.inject(authorityFaults);
            return CommandProcess.run(command, variables, surroundings.signals());
        }
    }

    /** A fault of the authority on a command line. */
    private static final class ServiceFaultConverter implements ITypeConverter<ServiceFault> {
        @Override
        public ServiceFault convert(String text) {
            try {
                return ServiceFault.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
