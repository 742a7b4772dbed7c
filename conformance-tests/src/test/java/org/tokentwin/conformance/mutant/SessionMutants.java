package org.tokentwin.conformance.mutant;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Faults in sessions. */
final class SessionMutants {
    private static final long CKF_RW_SESSION = 2;
    private static final long CKF_SERIAL_SESSION = 4;

    private SessionMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.with(
                                "one-session",
                                "Every session has the same handle",
                                SessionMutants::oneSession,
                                "SESSION-006")
                        .foundBy("THREAD-003"),
                Mutant.in(
                        "openSession",
                        "parallel-sessions",
                        "A session without CKF_SERIAL_SESSION is opened",
                        call -> call.proceedWith(1, call.number(1) | CKF_SERIAL_SESSION),
                        "SESSION-003"),
                Mutant.in(
                        "openSession",
                        "every-session-writes",
                        "A read-only session is a read-write one",
                        call -> call.proceedWith(1, call.number(1) | CKF_RW_SESSION),
                        "SESSION-001",
                        "OBJECT-008",
                        "PIN-004"),
                Mutant.in("closeSession", "session-leak", "C_CloseSession does not close", call -> null, "SESSION-004"),
                Mutant.in(
                        "closeAllSessions",
                        "close-all-does-nothing",
                        "C_CloseAllSessions does not close",
                        call -> null,
                        "SESSION-007"),
                Mutant.in(
                        "getSessionInfo",
                        "state-always-public",
                        "CK_SESSION_INFO never tells of a login or of writing",
                        call -> {
                            SessionInfo info = (SessionInfo) Objects.requireNonNull(call.proceed());
                            return new SessionInfo(info.slotId(), 0, info.flags(), info.deviceError());
                        },
                        "SESSION-002",
                        "LOGIN-001"),
                Mutant.in(
                        "getSessionInfo",
                        "info-of-no-session",
                        "C_GetSessionInfo answers for handles that were never given",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                return new SessionInfo(0, 0, CKF_SERIAL_SESSION, 0);
                            }
                        },
                        "SESSION-005"),
                Mutant.with(
                        "login-outlives-sessions",
                        "The last session's end does not log the user out",
                        SessionMutants::hiddenSession,
                        "SESSION-008"),
                Mutant.in(
                        "closeSession",
                        "any-end-logs-out",
                        "Any session's end logs the user out",
                        call -> {
                            try {
                                call.honest().logout(call.number(0));
                            } catch (CryptokiException e) {
                                return call.proceed(); // nobody was logged in
                            }
                            return call.proceed();
                        },
                        "SESSION-009"),
                Mutant.in(
                        "getFunctionStatus",
                        "legacy-function",
                        "C_GetFunctionStatus is CKR_OK",
                        call -> null,
                        "SESSION-011"),
                Mutant.with("few-sessions", "The 51st session is refused", SessionMutants::fewSessions, "SESSION-012"),
                Mutant.with(
                        "login-for-one-session",
                        "Sessions that are opened after the login do not share it",
                        SessionMutants::loginForOneSession,
                        "SESSION-010"));
    }

    private static Map<String, Fault> oneSession() {
        AtomicLong only = new AtomicLong();
        return Map.of("openSession", call -> {
            if (only.get() == 0) {
                only.set((Long) Objects.requireNonNull(call.proceed()));
            }
            return only.get();
        });
    }

    private static Map<String, Fault> hiddenSession() {
        Set<Long> slots = ConcurrentHashMap.newKeySet();
        return Map.of("openSession", call -> {
            if (slots.add(call.number(0))) {
                call.honest().openSession(call.number(0), CKF_SERIAL_SESSION);
            }
            return call.proceed();
        });
    }

    private static Map<String, Fault> fewSessions() {
        AtomicInteger opened = new AtomicInteger();
        return Map.of("openSession", call -> {
            if (opened.incrementAndGet() > 50) {
                throw new CryptokiException(Ckr.CKR_SESSION_COUNT, "a fault");
            }
            return call.proceed();
        });
    }

    private static Map<String, Fault> loginForOneSession() {
        Set<Long> loggedIn = new HashSet<>();
        return Map.of(
                "login",
                call -> {
                    call.proceed();
                    loggedIn.add(call.number(0));
                    return null;
                },
                "getSessionInfo",
                call -> {
                    SessionInfo info = (SessionInfo) Objects.requireNonNull(call.proceed());
                    return loggedIn.contains(call.number(0))
                            ? info
                            : new SessionInfo(info.slotId(), 0, info.flags(), info.deviceError());
                });
    }
}
