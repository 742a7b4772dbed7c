package org.tokentwin.client.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.Pkcs11UriException;
import org.tokentwin.client.uri.UriAttribute;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which module, and which of its tokens. */
final class TokenOptions {
    private static final List<String> MODULE_VARIABLES = List.of("PKCS11_MODULE_PATH", "PKCS11_MODULE");

    @Option(
            names = "--module",
            paramLabel = "PATH",
            description =
                    "The PKCS#11 module; without it the URI's module-path, the variables PKCS11_MODULE_PATH and PKCS11_MODULE, "
                            + "that of the server in TOKENTWIN_SOCKET or P11_KIT_SERVER_ADDRESS, or the only one on this machine.")
    private @Nullable Path module;

    @Option(
            names = "--uri",
            paramLabel = "URI",
            converter = UriConverter.class,
            description = "A PKCS#11 URI (RFC 7512) for the token and the object, as 'pkcs11:token=My%%20Token'.")
    private @Nullable Pkcs11Uri uri;

    @Option(names = "--token", paramLabel = "LABEL", description = "The token with this label.")
    private @Nullable String label;

    @Option(names = "--serial", paramLabel = "NUMBER", description = "The token with this serial number.")
    private @Nullable String serial;

    @Option(names = "--slot", paramLabel = "ID", description = "The token in the slot with this id.")
    private @Nullable Long slot;

    @Option(
            names = "--isolate",
            negatable = true,
            description =
                    "Load the module in another process, so that a crash is reported with the function in which it happened; "
                            + "'doctor' does so by default.")
    private @Nullable Boolean isolate;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "How long the module may take for one function; the default is ${DEFAULT-VALUE}. A user who is asked at the "
                            + "token has no limit.")
    private int timeout;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether the module is loaded in another process. */
    boolean isolate(boolean byDefault) {
        return isolate == null ? byDefault : isolate;
    }

    /** How long the module may take for one function. */
    Duration limit() {
        if (timeout < 1) {
            throw usage("--timeout takes a number of seconds from 1");
        }
        return Duration.ofSeconds(timeout);
    }

    Pkcs11Uri uri() {
        return uri == null ? Pkcs11Uri.any() : uri;
    }

    /** The module that the options, the URI or the environment name, else the one that can be taken without a name. */
    Optional<Path> module() {
        return named().or(() -> choice().choose(command.commandLine().getErr()));
    }

    /** The module of a server of tokens that runs, and that nobody named. */
    Optional<Path> served() {
        return choice().served();
    }

    private ModuleChoice choice() {
        return new ModuleChoice(ClientCommand.surroundings(command));
    }

    private Optional<Path> named() {
        Optional<Path> fromUri = uri().get(UriAttribute.MODULE_PATH).map(this::path);
        Path given = module;
        if (given != null) {
            if (fromUri.isPresent() && !fromUri.get().equals(given)) {
                throw usage("--module and the URI's module-path name different modules");
            }
            return Optional.of(given);
        }
        if (fromUri.isPresent() && uri().get(UriAttribute.PIN_SOURCE).isPresent()) {
            throw usage(
                    "the URI names a module and a PIN, so that its author could have the PIN sent to another module: "
                            + "give the module with --module, or leave pin-source out");
        }
        Function<String, Optional<String>> environment =
                ClientCommand.surroundings(command).environment();
        return fromUri.or(() -> MODULE_VARIABLES.stream()
                .flatMap(variable -> environment.apply(variable).stream())
                .findFirst()
                .map(this::path));
    }

    private Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw usage("'" + text + "' is no path");
        }
    }

    TokenClient openClient() {
        Path path = module().orElseThrow(() -> usage(choice().refusal()));
        return TokenClient.open(path);
    }

    /** The slots that the options do not exclude, empty ones only if they exclude none. */
    List<Slot> slots(TokenClient client) {
        return client.slots().stream()
                .filter(each -> uri().matches(client.module()) && uri().matches(each))
                .filter(each -> slot == null || slot == each.id())
                .filter(each -> each.token().map(this::accepts).orElse(selectsNoToken()))
                .toList();
    }

    /** The tokens that the options do not exclude, of which there must be one. */
    List<Slot> slotsWithToken(TokenClient client) {
        List<Slot> found =
                slots(client).stream().filter(each -> each.token().isPresent()).toList();
        if (found.isEmpty()) {
            throw noToken(client);
        }
        return found;
    }

    /** The slot of the one token that the options name; without options the only one that is there. */
    Slot oneSlot(TokenClient client) {
        List<Slot> found = preferInitialized(slotsWithToken(client));
        if (found.size() > 1) {
            throw usage("several tokens are there: choose one with --serial or --slot: "
                    + String.join(
                            ", ", found.stream().map(TokenOptions::describe).toList()));
        }
        return found.getFirst();
    }

    private static List<Slot> preferInitialized(List<Slot> slots) {
        List<Slot> initialized = slots.stream()
                .filter(each -> each.token().orElseThrow().has(TokenFlag.CKF_TOKEN_INITIALIZED))
                .toList();
        return initialized.isEmpty() ? slots : initialized;
    }

    Token oneToken(TokenClient client) {
        return oneSlot(client).token().orElseThrow();
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private boolean accepts(Token token) {
        return uri().matches(token)
                && (label == null || label.equals(token.label()))
                && (serial == null || serial.equals(token.serial()));
    }

    private boolean selectsNoToken() {
        Function<UriAttribute, Boolean> absent =
                attribute -> uri().get(attribute).isEmpty();
        return label == null
                && serial == null
                && absent.apply(UriAttribute.TOKEN)
                && absent.apply(UriAttribute.SERIAL)
                && absent.apply(UriAttribute.MODEL)
                && absent.apply(UriAttribute.MANUFACTURER);
    }

    private static TokenException noToken(TokenClient client) {
        List<Token> others = client.tokens();
        return others.isEmpty()
                ? TokenException.refused(
                        Ckr.CKR_TOKEN_NOT_PRESENT,
                        "no token is in any slot",
                        "Insert the token. 'doctor' looks for what else may be missing.")
                : TokenException.refused(
                        Ckr.CKR_TOKEN_NOT_PRESENT,
                        "no token matches",
                        "These are there: "
                                + String.join(
                                        ", ",
                                        others.stream()
                                                .map(TokenOptions::describe)
                                                .toList()) + ".");
    }

    private static String describe(Slot slot) {
        return slot.token().map(TokenOptions::describe).orElse("");
    }

    private static String describe(Token token) {
        return (token.label().isEmpty() ? "(no label)" : token.label()) + " (serial " + token.serial() + ", slot "
                + token.slotId() + ")";
    }

    /** Reads a PKCS#11 URI. The message of a refusal never repeats the URI, which may hold a PIN. */
    private static final class UriConverter implements ITypeConverter<Pkcs11Uri> {
        @Override
        public Pkcs11Uri convert(String value) {
            try {
                return Pkcs11Uri.parse(value);
            } catch (Pkcs11UriException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
