package org.tokentwin.conformance.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.conformance.ConformanceRun;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.guard.DescriptorNumbers;
import org.tokentwin.conformance.text.Harmless;

/**
 * What is tested: the emulator or a device, and what it says of itself, in which a twin is like a device.
 *
 * @param device what it is, as {@code the emulator, profile hongkongpost-ecert: no device} or {@code a token behind libeTPkcs11.so}
 * @param library description and version of the module
 * @param cryptoki the version of PKCS#11 that it reports
 * @param token manufacturer and model
 * @param pinLengths least and most bytes of a PIN, as {@code 8 to 20}
 * @param flags the flags of {@code CK_TOKEN_INFO} that are set
 * @param mechanisms each with its key sizes and flags, in the order of their names
 */
public record TargetDescription(
        String device,
        String library,
        String manufacturer,
        String cryptoki,
        String token,
        String pinLengths,
        List<String> flags,
        List<Mechanism> mechanisms) {
    private static final String UNTOLD = "unknown, since the report is of an older version";

    /** A mechanism: its name; key sizes and flags in words. */
    public record Mechanism(String name, String info) {
        /** Makes harmless what the module says. */
        public Mechanism {
            name = Harmless.line(name);
            info = Harmless.line(info);
        }
    }

    /** Makes harmless what the module says. */
    public TargetDescription {
        device = Harmless.line(device == null ? UNTOLD : device);
        library = Harmless.line(library);
        manufacturer = Harmless.line(manufacturer);
        cryptoki = Harmless.line(cryptoki);
        token = Harmless.line(token);
        pinLengths = Harmless.line(pinLengths);
        flags = Harmless.lines(flags);
    }

    /**
     * Describes the token under test.
     *
     * @throws NoTokenException when there is none, or its PIN is refused
     */
    public static TargetDescription of(TargetOptions options) {
        return ConformanceRun.proven(options, TargetDescription::of);
    }

    private static TargetDescription of(String device, Path module, long slotId) {
        try (DescriptorNumbers numbers = new DescriptorNumbers();
                TokenClient client = TokenClient.open(module)) {
            numbers.note();
            Token token = client.slots().stream()
                    .filter(slot -> slot.id() == slotId)
                    .map(Slot::token)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
            ModuleInfo info = client.module();
            return new TargetDescription(
                    device,
                    info.description() + " " + info.libraryVersion(),
                    info.manufacturer(),
                    info.cryptokiVersion(),
                    token.manufacturer() + " " + token.model(),
                    token.minPinLength() + " to " + token.maxPinLength(),
                    Arrays.stream(TokenFlag.values())
                            .filter(token::has)
                            .map(TokenFlag::name)
                            .toList(),
                    mechanisms(client, token));
        }
    }

    private static List<Mechanism> mechanisms(TokenClient client, Token token) {
        return client.mechanisms(token).stream()
                .map(each -> new Mechanism(
                        each.name(),
                        each.minKeySize() + " to " + each.maxKeySize() + " " + new TreeSet<>(each.flags())))
                .sorted(Comparator.comparing(Mechanism::name))
                .toList();
    }
}
