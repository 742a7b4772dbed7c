package org.tokentwin.emulator.issuer;

import java.security.cert.CRLReason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The reasons of RFC 5280 section 5.3.1 that end a certificate, as it spells them. */
public enum RevocationReason {
    unspecified(CRLReason.UNSPECIFIED),
    keyCompromise(CRLReason.KEY_COMPROMISE),
    cACompromise(CRLReason.CA_COMPROMISE),
    affiliationChanged(CRLReason.AFFILIATION_CHANGED),
    superseded(CRLReason.SUPERSEDED),
    cessationOfOperation(CRLReason.CESSATION_OF_OPERATION),
    privilegeWithdrawn(CRLReason.PRIVILEGE_WITHDRAWN),
    aACompromise(CRLReason.AA_COMPROMISE);

    private final CRLReason reason;

    RevocationReason(CRLReason reason) {
        this.reason = reason;
    }

    /** As Java has it. */
    public CRLReason reason() {
        return reason;
    }

    /** @throws IllegalArgumentException for a reason that ends no certificate */
    public static RevocationReason of(CRLReason reason) {
        return Arrays.stream(values())
                .filter(each -> each.reason == reason)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no certificate is revoked for " + reason));
    }

    /**
     * Reads a reason, in upper case or lower case.
     *
     * @throws IllegalArgumentException when there is none such; the message lists them
     */
    public static RevocationReason parse(String spelling) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(spelling))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no such reason to revoke a certificate; there are: "
                                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
