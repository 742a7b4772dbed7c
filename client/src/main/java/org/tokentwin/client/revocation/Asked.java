package org.tokentwin.client.revocation;

import java.util.Optional;

/**
 * One step of finding out how a certificate stands: where was asked, and what came of it.
 *
 * @param where the way and the address; empty where there was nobody to ask
 * @param status undetermined if there was an obstacle
 */
public record Asked(Optional<String> where, RevocationStatus status, Optional<Obstacle> obstacle) {
    static Asked answered(String where, RevocationStatus status) {
        return new Asked(Optional.of(where), status, Optional.empty());
    }

    static Asked inVain(String where, Obstacle obstacle) {
        return new Asked(Optional.of(where), RevocationStatus.UNDETERMINED, Optional.of(obstacle));
    }

    static Asked nobody(Obstacle obstacle) {
        return new Asked(Optional.empty(), RevocationStatus.UNDETERMINED, Optional.of(obstacle));
    }

    /** Says it in English, on one line. */
    public String words() {
        return where.map(place -> place + ": ").orElse("")
                + obstacle.map(Obstacle::words).orElseGet(status::words);
    }
}
