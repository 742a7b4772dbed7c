package org.tokentwin.emulator.cli;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.RevocationReason;
import org.tokentwin.emulator.issuer.StateChange;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.StoreException;
import org.tokentwin.emulator.store.TokenHome;

/**
 * A certificate that the authority issued, as it is shown.
 *
 * @param serial hexadecimal
 * @param token the kept token that has it; null where none does
 * @param state {@code good}, {@code on hold} or {@code revoked}
 */
record CertificateDescription(
        String serial,
        @Nullable String token,
        String subject,
        String state,
        boolean expired,
        Instant notBefore,
        Instant notAfter,
        List<Change> history) {
    /**
     * @param event {@code issued}, {@code held}, {@code released} or {@code revoked}
     * @param reason as RFC 5280 spells it; null but for a revocation
     */
    record Change(Instant at, String event, @Nullable String reason) {
        static Change of(StateChange change) {
            return new Change(
                    change.at(),
                    words(change.kind()),
                    change.reason().map(RevocationReason::of).map(Enum::name).orElse(null));
        }

        String text() {
            return at + " " + event + (reason == null ? "" : ", " + reason);
        }
    }

    static CertificateDescription of(RegisteredCertificate registered, Map<BigInteger, String> tokens, Instant now) {
        return new CertificateDescription(
                registered.serial().toString(16),
                tokens.get(registered.serial()),
                registered.certificate().getSubjectX500Principal().getName(),
                registered.state().words(),
                registered.certificate().getNotAfter().toInstant().isBefore(now),
                registered.certificate().getNotBefore().toInstant(),
                registered.certificate().getNotAfter().toInstant(),
                registered.history().stream().map(Change::of).toList());
    }

    /** The kept tokens by their certificates' serial numbers. One that is damaged is left out: 'emulator list' says so. */
    static Map<BigInteger, String> tokens(TokenHome home) {
        Map<BigInteger, String> tokens = new HashMap<>();
        for (String name : home.names()) {
            try {
                IssuedToken token = KeptToken.describe(home, name);
                Stream.concat(token.certificates().stream().limit(1), token.others().stream())
                        .forEach(certificate -> tokens.put(certificate.getSerialNumber(), name));
            } catch (StoreException | ProfileException _) {
                // as said above
            }
        }
        return tokens;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How it stands, in a word or two. */
    String standing() {
        return state + (expired ? ", expired" : "");
    }

    String line() {
        return "%-32s  %-9s  %-12s %s".formatted(serial, standing(), token == null ? "-" : token, subject);
    }

    String text() {
        Page page = new Page()
                .field("Certificate", serial)
                .field("Token", token == null ? "" : token)
                .field("Subject", subject)
                .field("State", standing())
                .field("Valid from", notBefore)
                .field("Valid to", notAfter);
        history.forEach(change -> page.field("History", change.text()));
        return page.toString();
    }
}
