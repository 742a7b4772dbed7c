package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.trace.PrintableText;

/**
 * How a served token stands.
 *
 * @param token the name under which it is served
 * @param profile the name of its model
 * @param holder the common name of its first certificate; empty for a token without one
 * @param certificate its serial number, hexadecimal; empty likewise
 * @param notAfter when that expires, ISO 8601; empty likewise
 * @param slot the slot's id; null for one that is not inserted
 * @param sessions that all applications have open with it
 * @param soPin null for a token without SO PIN
 * @param signaturePin null for a token without signature PIN
 * @param clock an instant, ISO 8601; null where no fault has set the token's clock
 */
public record TokenStatus(
        @JsonProperty("token") String token,
        @JsonProperty("label") String label,
        @JsonProperty("serial") String serial,
        @JsonProperty("profile") String profile,
        @JsonProperty("holder") String holder,
        @JsonProperty("certificate") String certificate,
        @JsonProperty("notAfter") String notAfter,
        @JsonProperty("inserted") boolean inserted,
        @JsonProperty("slot") @Nullable Long slot,
        @JsonProperty("sessions") int sessions,
        @JsonProperty("userPin") PinCondition userPin,
        @JsonProperty("soPin") @Nullable PinCondition soPin,
        @JsonProperty("signaturePin") @Nullable PinCondition signaturePin,
        @JsonProperty("clock") @Nullable String clock) {
    static TokenStatus of(ServedTokens tokens, String name) {
        EmulatedToken token = tokens.token(name);
        PinStatus so = token.pinStatus(PinReference.SO);
        PinStatus signature = token.pinStatus(PinReference.SIGNATURE);
        Optional<X509Certificate> certificate = token.certificates().stream().findFirst();
        synchronized (tokens) {
            boolean inserted = tokens.isInserted(name);
            return new TokenStatus(
                    name,
                    token.label(),
                    token.serial(),
                    token.profile().name(),
                    certificate.map(TokenStatus::holder).orElse(""),
                    certificate.map(each -> each.getSerialNumber().toString(16)).orElse(""),
                    certificate
                            .map(each -> each.getNotAfter().toInstant().toString())
                            .orElse(""),
                    inserted,
                    inserted ? tokens.emulator().slotOf(token) : null,
                    inserted ? tokens.emulator().sessionsOf(token) : 0,
                    PinCondition.of(token.pinStatus(PinReference.USER)),
                    so.exists() ? PinCondition.of(so) : null,
                    signature.exists() ? PinCondition.of(signature) : null,
                    token.faults().time().map(Instant::toString).orElse(null));
        }
    }

    /** As the certificate says it, without what could steer a terminal or a page. */
    private static String holder(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(each -> each.getType().equalsIgnoreCase("CN"))
                            .map(each -> PrintableText.of(String.valueOf(each.getValue())))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
