package org.tokentwin.emulator.cryptoki.application;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A session's search: the handles that matched when it began, PKCS#11 v2.40 section 5.7. Guarded by the session. */
final class Search {
    private Optional<Deque<Long>> left = Optional.empty();

    /** @throws CryptokiException {@code CKR_OPERATION_ACTIVE} */
    void requireFree() {
        if (left.isPresent()) {
            throw new CryptokiException(Ckr.CKR_OPERATION_ACTIVE, "another search is active");
        }
    }

    void begin(LongStream handles) {
        requireFree();
        left = Optional.of(handles.boxed().collect(ArrayDeque::new, ArrayDeque::add, ArrayDeque::addAll));
    }

    /** The next handles, at most this many (an unsigned number). */
    long[] next(long most) {
        Deque<Long> queue = active();
        int count = most < 0 ? queue.size() : (int) Math.min(most, queue.size());
        return LongStream.generate(queue::remove).limit(count).toArray();
    }

    /** {@code C_FindObjectsFinal}. */
    void finish() {
        active();
        end();
    }

    void end() {
        left = Optional.empty();
    }

    private Deque<Long> active() {
        return left.orElseThrow(() -> new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no search is active"));
    }
}
