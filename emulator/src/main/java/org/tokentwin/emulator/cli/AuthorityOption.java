package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.store.KeptAuthority;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --authority-url}: the address of their authority that certificates name. */
final class AuthorityOption {
    /** The variable in which a command of {@code run} finds the address; it is also this option's default. */
    static final String URL_VARIABLE = "TOKENTWIN_AUTHORITY_URL";

    /** The variable in which commands within {@code run} find the register of its token's certificate. */
    static final String DIRECTORY_VARIABLE = "TOKENTWIN_AUTHORITY";

    private static final String NONE = "none";

    @Option(
            names = "--authority-url",
            paramLabel = "URL|none",
            description =
                    "Where the authority answers, as certificates say it: revocation list, OCSP; none: nowhere. By default, the "
                            + "value of " + URL_VARIABLE + ", else http://127.0.0.1:" + AuthorityAddress.DEFAULT_PORT
                            + "; for a fresh token of 'run', any free port.")
    private @Nullable String url;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isGiven() {
        return url != null;
    }

    /** Whether {@code none} was chosen, by the option or the variable. */
    boolean isNone() {
        return NONE.equals(chosen());
    }

    /** The address that was chosen, by the option or the variable. */
    Optional<AuthorityAddress> address() {
        return Optional.ofNullable(chosen())
                .filter(given -> !given.equals(NONE))
                .map(this::parsed);
    }

    private @Nullable String chosen() {
        String variable = EmulatorCommand.surroundings(command).environment().get(URL_VARIABLE);
        return url != null || variable == null || variable.isBlank() ? url : variable;
    }

    /** Serves where the option says; or, if it is free, where the variable says, or at the default address. */
    AuthorityService listen(Consumer<String> notices) {
        if (isNone()) {
            return AuthorityService.none();
        }
        AuthorityAddress chosen = address().orElse(AuthorityAddress.DEFAULT);
        return isGiven() ? AuthorityService.at(chosen) : AuthorityService.ifFree(chosen, notices);
    }

    /** Serves where the option says, or at any free port: for certificates that are not issued yet. */
    AuthorityService listenAnywhere() {
        String given = url;
        if (given == null) {
            return AuthorityService.onFreePort();
        }
        return given.equals(NONE) ? AuthorityService.none() : AuthorityService.at(parsed(given));
    }

    private AuthorityAddress parsed(String given) {
        try {
            return AuthorityAddress.parse(given);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--authority-url takes http://HOST[:PORT][/PATH] or none, as http://127.0.0.1:"
                            + AuthorityAddress.DEFAULT_PORT,
                    e);
        }
    }

    /** The kept authority, which issues certificates with the address that was chosen. */
    TestAuthority authority(InstantSource clock) {
        return withAddress(kept(EmulatorCommand.surroundings(command)).authority(clock));
    }

    /** The same with a register that goes with the process: for tokens that go with it too. */
    TestAuthority passing(InstantSource clock) {
        return withAddress(kept(EmulatorCommand.surroundings(command)).passing(clock));
    }

    private TestAuthority withAddress(TestAuthority authority) {
        return isNone()
                ? authority.withoutAddress()
                : address().map(authority::at).orElse(authority);
    }

    /** The authority of the surroundings: that of a {@code run} around this process, else the home's. */
    static KeptAuthority kept(Surroundings surroundings) {
        return Optional.ofNullable(surroundings.environment().get(DIRECTORY_VARIABLE))
                .filter(directory -> !directory.isBlank())
                .map(directory -> KeptAuthority.of(surroundings.home(), Path.of(directory)))
                .orElseGet(() -> KeptAuthority.of(surroundings.home()));
    }
}
