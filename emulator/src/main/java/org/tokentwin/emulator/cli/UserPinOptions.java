package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.profile.TokenProfile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What has become of the PIN of the envelope, and where a PIN of the user's own choice comes from. */
final class UserPinOptions {
    /** Whether the token's user has changed the PIN of the envelope. */
    enum PinChoice {
        initial,
        changed
    }

    @Option(
            names = "--pin-state",
            paramLabel = "WHICH",
            description = "initial: that of the envelope; changed: one that conforms to the policy is set already.")
    private @Nullable PinChoice pin;

    @Option(names = "--user-pin", description = "Ask for the PIN that is set already: one of your own choice.")
    private boolean asked;

    @Option(
            names = "--user-pin-env",
            paramLabel = "NAME",
            description = "Read that PIN from this variable, as for two tokens that are to have the same.")
    private @Nullable String variable;

    @Option(names = "--user-pin-file", paramLabel = "FILE", description = "Read it from the first line of this file.")
    private @Nullable Path file;

    private @Nullable Pin own;

    @Option(names = "--pin", hidden = true, arity = "0..1")
    private void refusePinAsArgument(@Nullable String ignored) {
        throw usage("a PIN is never an argument, since other users can read it: "
                + "--user-pin asks for one, and --pin-state says what has become of that of the envelope");
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isGiven() {
        return pin != null || isOwn();
    }

    private boolean isOwn() {
        return asked || source().isGiven();
    }

    PinChoice choice(PinChoice unlessGiven) {
        PinChoice given = pin;
        return isOwn() ? PinChoice.changed : given == null ? unlessGiven : given;
    }

    /**
     * @throws ParameterException when the options contradict each other, or what is given cannot be a PIN; whether the policy allows it, the
     *     card says
     */
    void applyTo(TokenOrder order, PinChoice unlessGiven) {
        if (isOwn()) {
            if (pin == PinChoice.initial) {
                throw usage(
                        "--user-pin, --user-pin-env and --user-pin-file change the PIN of the envelope: leave out --pin-state initial");
            }
            order.withPin(own().reveal());
        } else if (choice(unlessGiven) == PinChoice.initial) {
            order.withInitialPin();
        }
    }

    /** Has a card take the PIN that was given, before anything is done that cannot be undone. */
    void tryOn(TokenProfile profile) {
        if (isOwn()) {
            TokenOrder blank = EmulatedToken.order().profile(profile).blank();
            applyTo(blank, PinChoice.changed);
            blank.issue().close();
        }
    }

    /** Asked for once. */
    private Pin own() {
        Pin known = own;
        if (known == null) {
            char[] chosen = source().read("PIN for the token");
            try {
                known = Pin.of(new String(chosen));
            } catch (IllegalArgumentException e) {
                throw usage("the PIN given cannot be one: a PIN has 4 to 20 characters of printable ASCII");
            } finally {
                Arrays.fill(chosen, '\0');
            }
            own = known;
        }
        return known;
    }

    private PasswordSource source() {
        return new PasswordSource(command, "--user-pin", variable, file);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
