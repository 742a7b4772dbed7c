package org.tokentwin.client.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.revocation.Obstacle.Kind;

/** Whether an answer counts at a moment: clocks may differ by some minutes. */
final class AnswerTime {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private AnswerTime() {}

    @SuppressWarnings("JavaUtilDate") // Bouncy Castle speaks in it
    static void require(Instant now, Date thisUpdate, @Nullable Date nextUpdate) throws UnusableAnswerException {
        if (thisUpdate.toInstant().isAfter(now.plus(SKEW))) {
            throw new UnusableAnswerException(Kind.NOT_YET, thisUpdate.toInstant());
        }
        if (nextUpdate != null && nextUpdate.toInstant().isBefore(now.minus(SKEW))) {
            throw new UnusableAnswerException(Kind.STALE, nextUpdate.toInstant());
        }
    }
}
