package org.tokentwin.client.cli;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.revocation.RevocationAnswer;
import org.tokentwin.client.revocation.RevocationCheck;
import org.tokentwin.client.revocation.RevocationMethod;
import org.tokentwin.client.x509.Validity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --check}: whether certificates' issuers are asked how they stand; and the exit statuses of the commands that can ask. */
@Command(
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; with --check, good",
            "1:it failed, or a signature is not valid",
            "2:wrong usage",
            "3:no token is there",
            "4:with --check, expired",
            "5:with --check, not yet valid",
            "6:with --check, on hold",
            "7:with --check, revoked",
            "8:with --check, not determined"
        })
final class CheckOption {
    @Option(
            names = "--check",
            arity = "0..1",
            fallbackValue = "any",
            paramLabel = "HOW",
            description =
                    "Ask the issuer, over the network, whether the certificate is revoked: by ocsp, by crl, or any (default), which "
                            + "is OCSP first. The exit status says how it stands.")
    private @Nullable RevocationMethod method;

    boolean isGiven() {
        return method != null;
    }

    /**
     * Asks, where that is wanted; empty too for a root, which nobody stands above.
     *
     * @param all the certificates of the token, among them maybe the issuer's
     */
    Optional<RevocationAnswer> ask(X509Certificate certificate, Collection<CertificateEntry> all, Instant now) {
        RevocationMethod how = method;
        return how == null
                ? Optional.empty()
                : RevocationCheck.ask(
                        certificate,
                        all.stream()
                                .flatMap(each -> each.certificate().stream())
                                .toList(),
                        how,
                        now);
    }

    /** The exit status of a certificate: what is worst, comes first. 0 where nothing was asked. */
    int status(Optional<Validity> validity, Optional<RevocationAnswer> answer) {
        if (!isGiven()) {
            return ExitStatus.SUCCESS;
        }
        int byIssuer = answer.map(each -> ExitStatus.of(each.status())).orElse(ExitStatus.SUCCESS);
        int byDate = validity.map(ExitStatus::of).orElse(ExitStatus.UNDETERMINED);
        return ExitStatus.worse(byIssuer, byDate);
    }
}
