package org.tokentwin.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.Pin;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.HarmlessText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the new PIN comes from: a file, the environment, or a prompt that asks for it twice. */
final class NewPinOptions {
    private static final String DEFAULT_VARIABLE = "TOKENTWIN_NEW_PIN";

    @Option(
            names = "--new-pin-file",
            paramLabel = "FILE",
            description = "Read the new PIN from the first line of a file.")
    private @Nullable Path file;

    @Option(
            names = "--new-pin-env",
            paramLabel = "NAME",
            description =
                    "Read the new PIN from this variable; " + DEFAULT_VARIABLE + " is looked at without this option.")
    private @Nullable String variable;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--new-pin", hidden = true, arity = "0..1")
    private void refusePinAsArgument(@Nullable String ignored) {
        throw usage("a PIN is never an argument, since other users can read it: use a prompt, --new-pin-env or "
                + "--new-pin-file");
    }

    /** @param check refuses what cannot be a new PIN, before its confirmation is asked for */
    Pin read(Consumer<Pin> check) throws IOException {
        return checked(given(check), check);
    }

    private static Pin checked(Pin pin, Consumer<Pin> check) {
        try {
            check.accept(pin);
            return pin;
        } catch (TokenException e) {
            pin.close();
            throw e;
        }
    }

    private Pin given(Consumer<Pin> check) throws IOException {
        Path pinFile = file;
        if (pinFile != null) {
            return PinFile.read(pinFile, command.commandLine().getErr());
        }
        String name = variable == null ? DEFAULT_VARIABLE : variable;
        Optional<String> value =
                ClientCommand.surroundings(command).environment().apply(name);
        if (value.isPresent()) {
            return Pin.of(value.get().toCharArray());
        }
        if (variable != null) {
            throw TokenException.refused("the variable " + name + " is not set", "Put the new PIN into it.");
        }
        return askTwice(check);
    }

    private Pin askTwice(Consumer<Pin> check) {
        Pin entered = checked(ask("New PIN"), check);
        try (Pin confirmation = ask("Confirm the new PIN")) {
            if (!entered.sameAs(confirmation)) {
                entered.close();
                throw TokenException.refused(
                        "the new PIN and its confirmation differ: nothing was sent to the token", "Enter both again.");
            }
        }
        return entered;
    }

    private Pin ask(String question) {
        return ClientCommand.surroundings(command)
                .prompt()
                .ask(HarmlessText.of(question))
                .map(Pin::of)
                .orElseThrow(() ->
                        usage("there is no new PIN: no terminal to ask on, and " + DEFAULT_VARIABLE + " is not set"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
