package org.tokentwin.emulator.authority;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.authority.OcspResponder.Response;

/**
 * OCSP responses that were signed before, RFC 5019 section 2.2.1, by the bytes of their requests, which have no nonce. All are dropped when
 * anything happens to a certificate. They are few and short, whatever strangers ask. Safe for use by many threads.
 */
@SuppressWarnings(
        "ReferenceEquality") // the register has the same object for as long as nothing happens to a certificate
final class SignedResponses {
    private static final int MOST = 2048;
    private static final int LONGEST_REQUEST = 1 << 10;
    private static final int LONGEST_RESPONSE = 1 << 13;

    private final Duration freshness;

    @GuardedBy("this")
    private final Map<ByteBuffer, Response> responses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Response> eldest) {
            return size() > MOST;
        }
    };

    @GuardedBy("this")
    private @Nullable Object certificates;

    /** @param freshness how old a response may be that is given again */
    SignedResponses(Duration freshness) {
        this.freshness = freshness;
    }

    /** @param known the certificates as the register has them: another object once anything has happened to one */
    synchronized Optional<Response> find(byte[] request, Object known, Instant now) {
        if (certificates != known) {
            responses.clear();
            certificates = known;
        }
        return Optional.ofNullable(responses.get(ByteBuffer.wrap(request)))
                .filter(each -> !now.isBefore(each.thisUpdate())
                        && now.isBefore(each.thisUpdate().plus(freshness)));
    }

    /** Keeps a response, unless the certificates have changed since it was begun. */
    synchronized void keep(byte[] request, Object known, Response response) {
        if (certificates == known
                && request.length <= LONGEST_REQUEST
                && response.encoded().length <= LONGEST_RESPONSE) {
            responses.put(ByteBuffer.wrap(request.clone()), response);
        }
    }
}
