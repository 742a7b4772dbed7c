package org.tokentwin.emulator.cryptoki.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Program;

/** An application between C_Initialize and C_Finalize. */
final class Application {
    private final SlotBoard board;
    private final SlotEvents events = new SlotEvents();
    private final Sessions sessions = new Sessions();
    private final Handles objectHandles = new Handles();
    private final AtomicLong objectsMade = new AtomicLong();
    private final Map<Token, ApplicationToken> tokens = new ConcurrentHashMap<>();

    private final Program program;

    /** @param program what the application is, for a user who is asked for a PIN */
    Application(SlotBoard board, Program program) {
        this.board = board;
        this.program = program;
        board.addListener(events);
    }

    SlotBoard board() {
        return board;
    }

    Program program() {
        return program;
    }

    SlotEvents events() {
        return events;
    }

    Sessions sessions() {
        return sessions;
    }

    /** @throws CryptokiException {@code CKR_SESSION_HANDLE_INVALID}, {@code CKR_DEVICE_REMOVED} */
    Session session(long handle) {
        return sessions.get(handle);
    }

    /** What this application has on the token of a slot; throws as {@link Slot#requireToken}. */
    ApplicationToken token(Slot slot) {
        tokens.keySet().removeIf(token -> !token.isPresent());
        return tokens.computeIfAbsent(
                slot.requireToken(), token -> new ApplicationToken(token, objectHandles, objectsMade));
    }

    /** How many objects it made since it began, those that are gone included. */
    long objectsMade() {
        return objectsMade.get();
    }

    /** Closes the sessions, which ends every login, and wakes the waiter for a slot event. */
    void close() {
        board.removeListener(events);
        events.close();
        sessions.closeAll();
    }
}
