package org.tokentwin.client.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a certificate stands, and how that was found out.
 *
 * @param reason as RFC 5280 section 5.3.1 spells it, where one was given
 * @param since when it is on hold or revoked
 * @param asked who was asked, and what came of it, one after the other
 */
public record RevocationAnswer(
        RevocationStatus status, Optional<String> reason, Optional<Instant> since, List<Asked> asked) {
    public RevocationAnswer {
        asked = List.copyOf(asked);
    }

    /** The status with its reason and date. */
    public String words() {
        return status.words()
                + since.map(at -> " since " + at).orElse("")
                + reason.map(why -> ", " + why).orElse("");
    }
}
