package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * One application on one token: its sessions, their common login, and the objects that they see. Opening, closing, logging in and out
 * come one at a time. Locks are taken in the order session, card's changes, application's token, directory, channel.
 */
final class ApplicationToken {
    private final Token token;
    private final TokenLogin login;
    private final ObjectDirectory objects;

    @GuardedBy("this")
    private final Set<Session> sessions = new LinkedHashSet<>();

    /** @param made counts the objects that the application makes */
    ApplicationToken(Token token, Handles handles, AtomicLong made) {
        this.token = token;
        this.login = new TokenLogin(token);
        this.objects = new ObjectDirectory(token, login, handles, made);
    }

    Token token() {
        return token;
    }

    TokenLogin login() {
        return login;
    }

    ObjectDirectory objects() {
        return objects;
    }

    synchronized int sessionCount() {
        return sessions.size();
    }

    synchronized int readWriteSessionCount() {
        return (int) sessions.stream().filter(Session::isReadWrite).count();
    }

    synchronized List<Session> sessions() {
        return new ArrayList<>(sessions);
    }

    /** @throws CryptokiException {@code CKR_SESSION_READ_WRITE_SO_EXISTS} for a read-only session while the SO is logged in */
    synchronized Session open(long handle, long slotId, boolean readWrite) {
        if (!readWrite && login.current().role() == Role.SO) {
            throw new CryptokiException(Ckr.CKR_SESSION_READ_WRITE_SO_EXISTS, "the SO is logged in");
        }
        Session session = new Session(handle, slotId, this, readWrite);
        sessions.add(session);
        token.card().sessions().incrementAndGet();
        return session;
    }

    /** Closes a session; the last one logs out. */
    synchronized void close(Session session) {
        if (sessions.remove(session)) {
            token.card().sessions().decrementAndGet();
            objects.sessionCloses(session);
            if (sessions.isEmpty()) {
                endLogin();
            }
        }
    }

    /** {@code C_Login} by one of the sessions. */
    synchronized void login(Session session, Role role, byte[] pin) {
        requireLoginOf(session, role);
        login.login(role, pin);
    }

    /** Whether a login can come of the right PIN. */
    synchronized void requireLoginOf(Session session, Role role) {
        requireOpen(session);
        if (role == Role.SO && sessions.stream().anyMatch(each -> !each.isReadWrite())) {
            throw new CryptokiException(Ckr.CKR_SESSION_READ_ONLY_EXISTS, "the SO has read-write sessions only");
        }
        login.requireLoginOf(role);
    }

    /**
     * {@code C_Logout} by one of the sessions.
     *
     * @param lenient whether nobody need be logged in
     */
    void logout(Session session, boolean lenient) {
        synchronized (this) {
            requireOpen(session);
            if (login.current().role() == Role.PUBLIC) {
                if (lenient) {
                    return;
                }
                throw new CryptokiException(Ckr.CKR_USER_NOT_LOGGED_IN, "nobody is logged in");
            }
            endLogin();
        }
        sessions().forEach(Session::endOperations);
    }

    /** {@code C_SetPIN} by one of the sessions. */
    synchronized void setPin(Session session, byte[] oldPin, byte[] newPin) {
        requireOpen(session);
        login.setPin(oldPin, newPin);
    }

    /** {@code C_InitPIN} by one of the sessions. */
    synchronized void initPin(Session session, byte[] pin) {
        requireOpen(session);
        login.initPin(pin);
    }

    private void endLogin() {
        objects.userLeaves();
        login.logout();
    }

    @GuardedBy("this")
    private void requireOpen(Session session) {
        if (!sessions.contains(session)) {
            throw new CryptokiException(Ckr.CKR_SESSION_HANDLE_INVALID, "the session was closed meanwhile");
        }
    }
}
