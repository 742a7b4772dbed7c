package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.cli.UserPinOptions.PinChoice;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What a new token is to be. */
final class OrderOptions {
    private static final int FIRST_YEAR = 1950;
    private static final int LAST_YEAR = 9900;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private P12Options p12 = new P12Options();

    @Mixin
    private HolderOptions holder = new HolderOptions();

    @Mixin
    private EcertOptions ecert = new EcertOptions();

    @Mixin
    private P12OutOptions p12Out = new P12OutOptions();

    @Mixin
    private AuthorityOption authority = new AuthorityOption();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "The token's label, 1 to 32 bytes; without it, the profile's.")
    private @Nullable String label;

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            converter = KeyTypeConverter.class,
            description = "rsa2048 (default), rsa1024, rsa3072, rsa4096, p256, p384 or p521.")
    private @Nullable KeyType key;

    @Option(
            names = "--test-key",
            negatable = true,
            fallbackValue = "true",
            arity = "0",
            description = "Take a published test key, which is there at once and which everybody has; or a fresh one.")
    private @Nullable Boolean testKey;

    @Option(names = "--years", paramLabel = "N", description = "How long the e-Cert is valid: 1, 2 or 3 years.")
    private @Nullable Integer years;

    @Option(
            names = "--issued",
            paramLabel = "DATE",
            description =
                    "The day that the e-Cert is issued on, as 2020-12-31, and valid from; without it, today. With --years it "
                            + "makes a certificate that has expired, or is not valid yet.")
    private @Nullable LocalDate issued;

    @Mixin
    private UserPinOptions userPin = new UserPinOptions();

    @Option(names = "--blank", description = "Put no key and no certificate of a key on the token.")
    private boolean blank;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The file that the profile is read from, where it is not a bundled one. */
    Optional<Path> profileFile() {
        return profile.file();
    }

    /** Whether any of the options was given but for the address of a kept token's authority. */
    boolean isGivenBesideAuthority() {
        return profile.isGiven() || p12.isGiven() || label != null || userPin.isGiven() || blank || changesEcert();
    }

    PinChoice pin(PinChoice unlessGiven) {
        return userPin.choice(unlessGiven);
    }

    /** What says where the authority is. */
    AuthorityOption authority() {
        return authority;
    }

    /**
     * Issues it.
     *
     * @param issuing gives the authority that issues the e-Cert, by the clock of the order
     * @throws ParameterException when the options contradict each other, or no token can be like that
     */
    EmulatedToken issue(
            PinChoice pinUnlessGiven, boolean testKeyUnlessGiven, Function<InstantSource, TestAuthority> issuing) {
        requireConsistent();
        TokenOrder order = EmulatedToken.order().profile(profile.load());
        p12.read().forEach(order::credential);
        if (blank) {
            order.blank();
        }
        Optional.ofNullable(label).ifPresent(order::label);
        Optional.ofNullable(key).ifPresent(order::key);
        Optional.ofNullable(years).ifPresent(order::years);
        order.authority(issuing.apply(clock()));
        if (Optional.ofNullable(testKey).orElse(testKeyUnlessGiven)) {
            order.withTestKey();
        }
        userPin.applyTo(order, pinUnlessGiven);
        try {
            holder.subscriber().ifPresent(order::holder);
            ecert.applyTo(order);
            p12Out.applyTo(order);
            return order.issue();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void requireConsistent() {
        if (p12.isGiven() && describesEcert()) {
            throw usage(
                    "--p12 brings its own key and certificate: leave out the holder, --srn, --policy, --no-mutual-recognition, --beside, --key, "
                            + "--test-key, --years, --issued, --authority-url and --p12-out");
        }
        if (blank && (p12.isGiven() || describesEcert())) {
            throw usage(
                    "a blank token has no key and no certificate: with --blank, leave out --p12 and what describes the e-Cert");
        }
    }

    private InstantSource clock() {
        LocalDate day = issued;
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            throw usage("--issued takes a day of the years " + FIRST_YEAR + " to " + LAST_YEAR
                    + ": a certificate that is valid from it names no other");
        }
        return day == null
                ? InstantSource.system()
                : InstantSource.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private boolean describesEcert() {
        return changesEcert() || authority.isGiven();
    }

    private boolean changesEcert() {
        return holder.isGiven()
                || ecert.isGiven()
                || p12Out.isGiven()
                || Stream.of(key, years, issued, testKey).anyMatch(given -> given != null);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Reads a key type as the command line spells it. */
    private static final class KeyTypeConverter implements ITypeConverter<KeyType> {
        @Override
        public KeyType convert(String value) {
            try {
                return KeyType.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
