package org.tokentwin.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.UriAttribute;
import org.tokentwin.client.view.HarmlessText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where the PIN comes from. In this order: {@code --pin-file}, {@code --pin-env}, the URI's pin-source, the token's own dialogue, the
 * variable TOKENTWIN_PIN, a prompt.
 */
final class PinOptions {
    static final String DEFAULT_VARIABLE = "TOKENTWIN_PIN";

    private static final String SIGNATURE_VARIABLE = "TOKENTWIN_SIGNATURE_PIN";
    private static final String FILE = "file:";

    @Option(names = "--pin-file", paramLabel = "FILE", description = "Read the PIN from the first line of a file.")
    private @Nullable Path file;

    @Option(
            names = "--pin-env",
            paramLabel = "NAME",
            description = "Read the PIN from this variable; " + DEFAULT_VARIABLE + " is looked at without this option.")
    private @Nullable String variable;

    @Option(
            names = "--signature-pin-file",
            paramLabel = "FILE",
            description = "Read the PIN for each use of a key from the first line of a file, where it is another one.")
    private @Nullable Path signatureFile;

    @Option(
            names = "--signature-pin-env",
            paramLabel = "NAME",
            description =
                    "Read that PIN from this variable; " + SIGNATURE_VARIABLE + " is looked at without this option.")
    private @Nullable String signatureVariable;

    @Option(names = "--allow-final-try", description = "Send the PIN even if one more wrong PIN would lock the token.")
    private boolean allowFinalTry;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--pin", hidden = true, arity = "0..1")
    private void refusePinAsArgument(@Nullable String ignored) {
        throw usage("a PIN is never an argument, since other users can read it: use a prompt, --pin-env or --pin-file");
    }

    TryRisk risk() {
        return allowFinalTry ? TryRisk.ALLOW_FINAL_TRY : TryRisk.KEEP_FINAL_TRY;
    }

    /** A session with a login, where the token asks for one. */
    TokenSession login(TokenClient client, Token token, Pkcs11Uri uri) throws IOException {
        if (!token.has(TokenFlag.CKF_LOGIN_REQUIRED)) {
            return client.openSession(token);
        }
        try (Pin pin = read(token, uri, "PIN of " + token.label())) {
            return client.login(token, pin, risk()).askingForEachUse(() -> readForUse(token, uri), risk());
        }
    }

    /** The PIN for one use of a key: the token's signature PIN where that was said, else the one of the login. */
    private Pin readForUse(Token token, Pkcs11Uri uri) throws IOException {
        Path pinFile = signatureFile;
        if (pinFile != null) {
            return PinFile.read(pinFile, command.commandLine().getErr());
        }
        String name = signatureVariable;
        if (name != null) {
            return requireVariable(name, "--signature-pin-env");
        }
        Optional<Pin> other = fromEnvironment(SIGNATURE_VARIABLE);
        return other.isPresent()
                ? other.get()
                : read(token, uri, "PIN of " + token.label() + " for this use of the key");
    }

    private Pin requireVariable(String name, String option) {
        return fromEnvironment(name)
                .orElseThrow(() -> TokenException.refused(
                        "the variable " + name + " is not set, or empty",
                        "Put the PIN into it, or leave " + option + " out."));
    }

    Pin read(Token token, Pkcs11Uri uri, String question) throws IOException {
        Path pinFile = file;
        if (pinFile != null) {
            return PinFile.read(pinFile, command.commandLine().getErr());
        }
        String name = variable;
        if (name != null) {
            return requireVariable(name, "--pin-env");
        }
        Optional<String> source = uri.get(UriAttribute.PIN_SOURCE);
        if (source.isPresent()) {
            return PinFile.read(pinSource(source.get()), command.commandLine().getErr());
        }
        if (token.has(TokenFlag.CKF_PROTECTED_AUTHENTICATION_PATH)) {
            return Pin.fromTokensOwnDialogue();
        }
        return fromEnvironment(DEFAULT_VARIABLE).orElseGet(() -> ask(question));
    }

    /** An empty variable is one that is not set: an empty PIN would cost a try. */
    private Optional<Pin> fromEnvironment(String name) {
        return ClientCommand.surroundings(command)
                .environment()
                .apply(name)
                .filter(value -> !value.isEmpty())
                .map(value -> Pin.of(value.toCharArray()));
    }

    private Pin ask(String question) {
        return ClientCommand.surroundings(command)
                .prompt()
                .ask(HarmlessText.of(question))
                .map(Pin::of)
                .orElseThrow(
                        () -> usage("there is no PIN: no terminal to ask on, and " + DEFAULT_VARIABLE + " is not set"));
    }

    /** RFC 7512 section 2.4 allows a file, and a command, which could do anything and is refused. */
    private Path pinSource(String source) {
        if (source.startsWith("/")) {
            return Path.of(source);
        }
        if (source.startsWith(FILE) && source.length() > FILE.length()) {
            return Path.of(source.substring(FILE.length()).replaceFirst("^//(?=/)", ""));
        }
        throw usage("the URI's pin-source must be a file, as file:/run/secrets/pin");
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
