package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The sessions of one application, on all tokens. Safe for use by many threads. */
final class Sessions {
    private final Map<Long, Session> open = new ConcurrentHashMap<>();
    private final Handles handles = new Handles();

    Session open(ApplicationToken token, long slotId, boolean readWrite) {
        Session session = token.open(handles.next(), slotId, readWrite);
        open.put(session.handle(), session);
        return session;
    }

    /**
     * The session with this handle. One whose token was removed says so once, and is closed.
     *
     * @throws CryptokiException {@code CKR_SESSION_HANDLE_INVALID}, {@code CKR_DEVICE_REMOVED}
     */
    Session get(long handle) {
        Session session = open.get(handle);
        if (session == null) {
            throw new CryptokiException(Ckr.CKR_SESSION_HANDLE_INVALID, "there is no such session");
        }
        if (!session.token().token().isPresent()) {
            close(session);
            throw new CryptokiException(Ckr.CKR_DEVICE_REMOVED, "the session's token was removed");
        }
        return session;
    }

    /** The session with this handle, whose token may have been removed. */
    Optional<Session> find(long handle) {
        return Optional.ofNullable(open.get(handle));
    }

    boolean isOpen(Session session) {
        return open.get(session.handle()) == session;
    }

    void close(Session session) {
        if (open.remove(session.handle()) != null) {
            session.token().close(session);
        }
    }

    /** The sessions on a slot, of a token that was removed too. */
    List<Session> onSlot(long slotId) {
        return open.values().stream()
                .filter(session -> session.slotId() == slotId)
                .toList();
    }

    int count() {
        return open.size();
    }

    /** Who is logged in, as a {@code CK_USER_TYPE}, by the ids of the slots where somebody is. */
    Map<Long, Long> logins() {
        Map<Long, Long> users = new TreeMap<>();
        for (Session session : open.values()) {
            switch (session.token().login().current().role()) {
                case USER -> users.put(session.slotId(), Cku.CKU_USER);
                case SO -> users.put(session.slotId(), Cku.CKU_SO);
                case PUBLIC -> {}
            }
        }
        return users;
    }

    void closeAll() {
        open.values().forEach(this::close);
    }
}
