package org.tokentwin.emulator.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.issuer.Companion;
import org.tokentwin.emulator.issuer.EcertPolicies;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an e-Cert says besides its holder. */
final class EcertOptions {
    @Option(
            names = "--no-mutual-recognition",
            description = "Leave the policy of the \"Mutual Recognition\" version out of the e-Cert.")
    private boolean notMutual;

    @Option(
            names = "--policy",
            paramLabel = "OID",
            description = "Put this certificate policy into the e-Cert too; may be given several times.")
    private List<String> policies = List.of();

    @Option(
            names = "--beside",
            paramLabel = "WHAT",
            converter = CompanionConverter.class,
            description =
                    "Put a second e-Cert of the same subscriber on the token, with its own key: expired, the one before; "
                            + "encryption, for encryption only, and the first for signatures only. May be given for both.")
    private List<Companion> companions = List.of();

    boolean isGiven() {
        return notMutual || !policies.isEmpty() || !companions.isEmpty();
    }

    /** @throws IllegalArgumentException for a policy that is no object identifier */
    void applyTo(TokenOrder order) {
        order.policies(new EcertPolicies(!notMutual, policies));
        companions.forEach(order::beside);
    }

    /** Reads what a second e-Cert is. */
    private static final class CompanionConverter implements ITypeConverter<Companion> {
        @Override
        public Companion convert(String value) {
            return Arrays.stream(Companion.values())
                    .filter(each -> each.spelling().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no such second e-Cert; there are: "
                            + Arrays.stream(Companion.values())
                                    .map(Companion::spelling)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
