package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cli.UserPinOptions.PinChoice;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * What a token of a testbed is to be, as the command line says it, also on its way to the testbed: there each option is an entry, by its name without the
 * hyphens. So both ends read the same words.
 */
@Command(name = TokenWords.NAME)
final class TokenWords implements Callable<EmulatedToken> {
    static final String NAME = "token";

    private static final String HYPHENS = "--";
    private static final String NEGATED = "--no-";

    /** Whose value is a path, which each process would look for in its own directory. */
    private static final Set<String> PATHS =
            Set.of("p12", "p12-password-file", "p12-out", "p12-out-password-file", "user-pin-file");

    /** Between the values of an option that may be given several times. */
    private static final String BETWEEN_VALUES = "\n";

    private static final String PROFILE = "profile";

    @Mixin
    private OrderOptions order = new OrderOptions();

    @Mixin
    private PaceOption pace = new PaceOption();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            converter = FaultConverter.class,
            description =
                    "Let this happen to the token: ACTION[@KIND[:NUMBER]], as remove@sign, sw=6581@write:2, slow=20ms; "
                            + "see docs/reliability.md.")
    private List<Fault> faults = List.of();

    private final Function<InstantSource, TestAuthority> authority;

    /** @param authority issues the e-Cert, unless the address of another one is asked for */
    private TokenWords(Function<InstantSource, TestAuthority> authority) {
        this.authority = authority;
    }

    /** The options, for a command line that only reads them. */
    static TokenWords unissued() {
        return new TokenWords(clock -> {
            throw new IllegalStateException("the testbed issues the token");
        });
    }

    @Override
    public EmulatedToken call() {
        Function<InstantSource, TestAuthority> issuing =
                order.authority().isGiven() ? order.authority()::passing : authority;
        EmulatedToken token = pace.applyTo(order.issue(PinChoice.changed, true, issuing));
        faults.forEach(token.faults()::inject);
        return token;
    }

    /** The options that a command line has of these, as a request carries them. */
    static Map<String, String> given(ParseResult parsed) {
        Set<String> names =
                new CommandLine(unissued()).getCommandSpec().optionsMap().keySet();
        Map<String, String> options = new TreeMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            if (names.contains(option.longestName())) {
                String name = option.longestName().substring(HYPHENS.length());
                options.put(name, value(name, option));
            }
        }
        return options;
    }

    private static String value(String name, OptionSpec option) {
        if (isFlag(option)) {
            return String.valueOf(option.<Object>getValue());
        }
        return option.originalStringValues().stream()
                .map(value ->
                        isPath(name, value) ? Path.of(value).toAbsolutePath().toString() : value)
                .collect(Collectors.joining(BETWEEN_VALUES));
    }

    private static boolean isPath(String name, String value) {
        return PATHS.contains(name) || (name.equals(PROFILE) && (value.endsWith(".toml") || value.contains("/")));
    }

    /**
     * Issues the token that a request describes.
     *
     * @param authority issues its e-Cert
     * @throws CommandLine.ParameterException when it has other options than these, or a value that none can have
     */
    static EmulatedToken issue(Map<String, String> options, Surroundings surroundings, TestAuthority authority) {
        TokenWords token = new TokenWords(authority::withClock);
        CommandLine described = new CommandLine(token);
        CommandSpec known = described.getCommandSpec();
        CommandLine root = EmulatorCommand.commandLine(surroundings, NAME).addSubcommand(described);
        Stream<String> words =
                options.entrySet().stream().flatMap(option -> words(known, option.getKey(), option.getValue()));
        root.parseArgs(Stream.concat(Stream.of(NAME), words).toArray(String[]::new));
        return token.call();
    }

    /** An option as a command line has it; one that there is not too, so that it is refused. */
    private static Stream<String> words(CommandSpec known, String name, String value) {
        OptionSpec option = known.findOption(HYPHENS + name);
        if (option != null && isFlag(option)) {
            return Stream.of((Boolean.parseBoolean(value) ? HYPHENS : NEGATED) + name);
        }
        Stream<String> values =
                option != null && option.isMultiValue() ? Stream.of(value.split(BETWEEN_VALUES, -1)) : Stream.of(value);
        return values.map(each -> HYPHENS + name + "=" + each);
    }

    /** Whether it takes no value. */
    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }
}
