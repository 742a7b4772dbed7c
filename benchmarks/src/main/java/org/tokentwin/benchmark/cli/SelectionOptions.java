package org.tokentwin.benchmark.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.benchmark.token.TokenSelection;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.Pkcs11UriException;
import org.tokentwin.client.uri.UriAttribute;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which token of a module of the user's is measured, where it has several. */
final class SelectionOptions {
    private static final Set<UriAttribute> OF_A_TOKEN = EnumSet.of(
            UriAttribute.TOKEN,
            UriAttribute.SERIAL,
            UriAttribute.MANUFACTURER,
            UriAttribute.MODEL,
            UriAttribute.SLOT_ID);

    @Option(
            names = "--slot",
            paramLabel = "TARGET=ID",
            description = "Of a module of yours, the token in the slot with this id.")
    private Map<String, Long> slots = Map.of();

    @Option(names = "--token", paramLabel = "TARGET=LABEL", description = "Likewise, the token with this label.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--serial",
            paramLabel = "TARGET=NUMBER",
            description = "Likewise, the token with this serial number.")
    private Map<String, String> serials = Map.of();

    @Option(
            names = "--uri",
            paramLabel = "TARGET=URI",
            description = "Likewise, the token of this PKCS#11 URI (RFC 7512).")
    private Map<String, String> uris = Map.of();

    /** The targets that are named here. */
    Stream<String> targets() {
        return Stream.of(slots, labels, serials, uris).flatMap(each -> each.keySet().stream());
    }

    /** @throws ParameterException where the options contradict each other, or the URI names no token */
    TokenSelection of(CommandLine commandLine, String target) {
        Pkcs11Uri uri = Optional.ofNullable(uris.get(target))
                .map(text -> parsed(commandLine, text))
                .orElse(Pkcs11Uri.any());
        return new TokenSelection(
                one(commandLine, "--slot", text(slots.get(target)), uri.get(UriAttribute.SLOT_ID))
                        .map(Long::valueOf),
                one(commandLine, "--token", text(labels.get(target)), uri.get(UriAttribute.TOKEN)),
                one(commandLine, "--serial", text(serials.get(target)), uri.get(UriAttribute.SERIAL)),
                uri.get(UriAttribute.MANUFACTURER),
                uri.get(UriAttribute.MODEL));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(String::valueOf);
    }

    private static Optional<String> one(
            CommandLine commandLine, String option, Optional<String> given, Optional<String> ofUri) {
        if (given.isPresent() && ofUri.isPresent() && !given.equals(ofUri)) {
            throw new ParameterException(commandLine, option + " and --uri name different tokens");
        }
        return given.or(() -> ofUri);
    }

    private static Pkcs11Uri parsed(CommandLine commandLine, String text) {
        try {
            Pkcs11Uri uri = Pkcs11Uri.parse(text);
            if (Arrays.stream(UriAttribute.values())
                    .anyMatch(
                            each -> !OF_A_TOKEN.contains(each) && uri.get(each).isPresent())) {
                throw new ParameterException(
                        commandLine,
                        "The URI of a target names more than a token; allowed are token, serial, manufacturer, model and slot-id");
            }
            return uri;
        } catch (Pkcs11UriException e) {
            throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }
}
