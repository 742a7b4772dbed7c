package org.tokentwin.conformance.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.Pkcs11UriException;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.OptionName;
import org.tokentwin.conformance.PinSource;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.TokenSelector;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which token, its PIN, and what may be done to it. */
final class TargetArguments {
    /** Before the name of an option. */
    static final String OPTION = "--";

    @Option(
            names = OPTION + OptionName.MODULE,
            paramLabel = "PATH",
            description = "The PKCS#11 module to test; the emulator if left out.")
    private Optional<Path> module = Optional.empty();

    @Option(names = OPTION + OptionName.SLOT, paramLabel = "ID", description = "The token in the slot with this id.")
    private Optional<Long> slotId = Optional.empty();

    @Option(names = OPTION + OptionName.TOKEN, paramLabel = "LABEL", description = "The token with this label.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = OPTION + OptionName.SERIAL,
            paramLabel = "NUMBER",
            description = "The token with this serial number.")
    private Optional<String> serial = Optional.empty();

    @Option(
            names = OPTION + OptionName.URI,
            paramLabel = "URI",
            description = "The token of this PKCS#11 URI (RFC 7512).")
    private Optional<String> uri = Optional.empty();

    @Option(
            names = OPTION + OptionName.KEY_ID,
            paramLabel = "HEX",
            description = {
                "The private key that cases use, by its CKA_ID; the first that fits each case if left out.",
                "A token with several keys is run with each of them."
            })
    private Optional<String> keyId = Optional.empty();

    @Option(
            names = OPTION + OptionName.PIN_ENV,
            paramLabel = "NAME",
            description = "The environment variable with the user PIN; without a PIN, cases that log in are not run.")
    private Optional<String> pinEnv = Optional.empty();

    @Option(
            names = OPTION + OptionName.PIN_FILE,
            paramLabel = "FILE",
            description = "The file with the user PIN in its first line.")
    private Optional<Path> pinFile = Optional.empty();

    @Option(
            names = OPTION + OptionName.SO_PIN_ENV,
            paramLabel = "NAME",
            description = "The environment variable with the SO PIN.")
    private Optional<String> soPinEnv = Optional.empty();

    @Option(
            names = OPTION + OptionName.SO_PIN_FILE,
            paramLabel = "FILE",
            description = "The file with the SO PIN in its first line.")
    private Optional<Path> soPinFile = Optional.empty();

    @Option(
            names = OPTION + OptionName.PROFILE,
            paramLabel = "NAME|FILE",
            description =
                    "The model that the token is held against: tries, PIN lengths and rules. Without it, what the token says of itself.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = OPTION + OptionName.ALLOW,
            paramLabel = "EFFECT",
            defaultValue = "session-objects",
            description = {
                "The most that a case may do to the token behind --module: reads, session-objects, token-objects,",
                "spends-tries, changes-pin, initialises, locks. Each includes those before it. Default: ${DEFAULT-VALUE}."
            })
    private String allowed = "session-objects";

    @Option(
            names = OPTION + OptionName.DESTROY_SERIAL,
            paramLabel = "SERIAL",
            description = "The token that you give up; 'initialises' and 'locks' need its serial number.")
    private Optional<String> destroySerial = Optional.empty();

    @Option(
            names = OPTION + OptionName.PIN_FLOOR,
            paramLabel = "TRIES",
            defaultValue = "" + TargetOptions.DEFAULT_FLOOR,
            description = "Tries that are never spent. Default: ${DEFAULT-VALUE}.")
    private int floor = TargetOptions.DEFAULT_FLOOR;

    @Option(
            names = OPTION + OptionName.PIN_TRIES,
            paramLabel = "N",
            description = {
                "How many wrong PINs in a row lock the token, if you know: without it, without --profile and without",
                "a counter that can be read, no wrong PIN is sent below 'locks'."
            })
    private Optional<Integer> pinTries = Optional.empty();

    @Option(
            names = OPTION + OptionName.PIN_RECORD,
            paramLabel = "DIRECTORY",
            description = {
                "Where a PIN that a case gave is kept, readable by you only, until the token has its own again.",
                "Default: tokentwin in $XDG_STATE_HOME or ~/.local/state."
            })
    private Path pinRecord = TargetOptions.stateDirectory();

    @Option(
            names = OPTION + OptionName.BY_HAND,
            description = {
                "Run the cases in which the token is taken out and put back, too: you are asked for each at the terminal."
            })
    private boolean byHand;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    TargetOptions read() {
        module.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw usage("There is no readable file " + path + ": --module takes the path of a PKCS#11 library");
        });
        if (floor < 1) {
            throw usage("--pin-floor is at least 1: a token without tries is locked");
        }
        if (pinTries.filter(tries -> tries < 1).isPresent()) {
            throw usage("--pin-tries is at least 1: the number of wrong PINs in a row that lock the token");
        }
        keyId.filter(id -> id.isEmpty() || id.length() % 2 != 0 || !id.chars().allMatch(HexFormat::isHexDigit))
                .ifPresent(id -> {
                    throw usage("--key-id takes the bytes of a CKA_ID in hexadecimal, as 01ab");
                });
        if (byHand && (module.isEmpty() || Person.atTheTerminal().isEmpty())) {
            throw usage("--by-hand is for a token behind --module, and for somebody at a terminal who is asked for it");
        }
        Effect effect = Effect.named(allowed).orElseThrow(() -> usage("There is no effect " + allowed));
        if (module.isPresent() && effect.covers(Effect.INITIALISES) && destroySerial.isEmpty()) {
            throw usage("'" + effect
                    + "' may destroy the token: name it with --destroy-serial SERIAL, and expect to lose it");
        }
        return new TargetOptions(
                module,
                new TokenSelector(slotId, label, serial, uri.map(this::checked)),
                keyId,
                pin(pinEnv, pinFile),
                pin(soPinEnv, soPinFile),
                profile,
                effect,
                destroySerial,
                floor,
                pinTries.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                pinRecord,
                byHand,
                Optional.empty(),
                OptionalLong.empty());
    }

    private String checked(String text) {
        try {
            Pkcs11Uri.parse(text);
            return text;
        } catch (Pkcs11UriException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Optional<PinSource> pin(Optional<String> variable, Optional<Path> file) {
        variable.filter(name -> System.getenv(name) == null).ifPresent(name -> {
            throw usage("The environment variable " + name + " is not set: put the PIN into it");
        });
        return variable.<PinSource>map(PinSource.Variable::new).or(() -> file.map(PinSource.InFile::new));
    }

    @Option(
            names = {"--slot-id", "--token-label"},
            hidden = true,
            arity = "0..1")
    private void refuseFormerName(@Nullable String ignored) {
        throw usage("--slot-id and --token-label are called --slot and --token, as in the client");
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
