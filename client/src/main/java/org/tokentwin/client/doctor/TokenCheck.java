package org.tokentwin.client.doctor;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.x509.CertificateChain;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.PartialCertificate;
import org.tokentwin.client.x509.Validity;

/** Looks at a token: its PIN's state and its certificates. */
final class TokenCheck {
    private final TokenClient client;
    private final Clock clock;
    private final Consumer<Finding> findings;

    TokenCheck(TokenClient client, Clock clock, Consumer<Finding> findings) {
        this.client = client;
        this.clock = clock;
        this.findings = findings;
    }

    void examine(Token token) {
        String name = "Token " + (token.label().isEmpty() ? "in slot " + token.slotId() : token.label());
        findings.accept(Finding.ok(name, token.model() + ", serial " + token.serial()));
        findings.accept(pin(client.pinStatus(token)));
        certificates(client.certificates(token)).forEach(findings);
    }

    /** A slot that waits for a token to be made in it, as SoftHSM's last one does: nothing is wrong with that. */
    void uninitialized(Token token) {
        findings.accept(Finding.note("Token in slot " + token.slotId(), "not initialised, so it is left alone", ""));
    }

    private static Finding pin(PinStatus pin) {
        String state = pin.describe();
        if (!pin.initialized()) {
            return Finding.problem("PIN", state, "Have the token initialised by its issuer.");
        }
        if (pin.locked()) {
            return Finding.problem(
                    "PIN",
                    state,
                    "No PIN is accepted any more. Where the token has no SO PIN, have the certificate revoked and apply for a "
                            + "new one.");
        }
        if (pin.finalTry()) {
            return Finding.note("PIN", state, "Make sure of the PIN: one more wrong one locks the token.");
        }
        return pin.toBeChanged()
                ? Finding.note("PIN", state, "Change the initial PIN with 'pin change'.")
                : Finding.ok("PIN", state);
    }

    private List<Finding> certificates(List<CertificateEntry> entries) {
        List<X509Certificate> all =
                entries.stream().flatMap(entry -> entry.certificate().stream()).toList();
        List<Finding> found = entries.stream()
                .filter(entry -> !entry.isAuthority())
                .map(entry -> entry.certificate()
                        .map(certificate -> certificate(certificate, all))
                        .orElseGet(() -> unreadable(entry)))
                .toList();
        return found.isEmpty()
                ? List.of(Finding.note(
                        "Certificate", "the token shows no user certificate", "Put one onto it, or use another token."))
                : found;
    }

    private static Finding unreadable(CertificateEntry entry) {
        String name = entry.partial()
                .flatMap(PartialCertificate::subject)
                .orElse("object " + entry.label() + ", which holds no X.509 certificate,");
        String reason = entry.partial().map(PartialCertificate::reason).orElse("");
        return Finding.note("Certificate", name + " cannot be parsed by this Java: " + reason, "");
    }

    private Finding certificate(X509Certificate certificate, List<X509Certificate> all) {
        String subject = DistinguishedName.ofSubject(certificate);
        switch (Validity.of(certificate, clock.instant())) {
            case EXPIRED -> {
                return Finding.problem("Certificate", subject + " has expired", "Apply for a new certificate.");
            }
            case NOT_YET_VALID -> {
                return Finding.problem(
                        "Certificate", subject + " is not valid yet", "Check the clock of this machine.");
            }
            case EXPIRES_SOON -> {
                return Finding.note(
                        "Certificate",
                        subject + " expires on " + certificate.getNotAfter().toInstant(),
                        "Apply for a new certificate.");
            }
            case VALID -> {}
        }
        return CertificateChain.of(certificate, all).complete()
                ? Finding.ok("Certificate", subject)
                : Finding.note(
                        "Certificate",
                        subject + ": its chain on the token does not reach a root",
                        "Those who check a signature need the CA certificates from elsewhere.");
    }
}
