package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cryptoki.token.PinReference;
import org.tokentwin.emulator.cryptoki.token.PinStatus;

/**
 * How a served token stands.
 *
 * @param token the name under which it is served
 * @param slot the slot's id; null for one that is not inserted
 * @param sessions that all applications have open with it
 * @param soPin null for a token without SO PIN
 * @param clock an instant, ISO 8601; null where no fault has set the token's clock
 */
public record TokenStatus(
        @JsonProperty("token") String token,
        @JsonProperty("label") String label,
        @JsonProperty("serial") String serial,
        @JsonProperty("inserted") boolean inserted,
        @JsonProperty("slot") @Nullable Long slot,
        @JsonProperty("sessions") int sessions,
        @JsonProperty("userPin") PinCondition userPin,
        @JsonProperty("soPin") @Nullable PinCondition soPin,
        @JsonProperty("clock") @Nullable String clock) {
    static TokenStatus of(ServedTokens tokens, String name) {
        EmulatedToken token = tokens.token(name);
        PinStatus so = token.pinStatus(PinReference.SO);
        synchronized (tokens) {
            boolean inserted = tokens.isInserted(name);
            return new TokenStatus(
                    name,
                    token.label(),
                    token.serial(),
                    inserted,
                    inserted ? tokens.emulator().slotOf(token) : null,
                    inserted ? tokens.emulator().sessionsOf(token) : 0,
                    PinCondition.of(token.pinStatus(PinReference.USER)),
                    so.exists() ? PinCondition.of(so) : null,
                    token.faults().time().map(Instant::toString).orElse(null));
        }
    }
}
