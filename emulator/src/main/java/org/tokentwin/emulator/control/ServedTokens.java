package org.tokentwin.emulator.control;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** The tokens that a server has, in a slot or out of it, by the names under which they are served. Safe for use by many threads. */
public final class ServedTokens {
    private final Emulator emulator;

    @GuardedBy("this")
    private final Map<String, EmulatedToken> tokens;

    /** @param tokens by name, in the order in which they are listed; of the emulator's profile all */
    public ServedTokens(Emulator emulator, Map<String, EmulatedToken> tokens) {
        this.emulator = emulator;
        this.tokens = new LinkedHashMap<>(tokens);
    }

    public Emulator emulator() {
        return emulator;
    }

    /** The names, in order. */
    public synchronized List<String> names() {
        return List.copyOf(tokens.keySet());
    }

    /**
     * The name of the token that is meant.
     *
     * @param nameOrSerial null for the only one
     * @throws RefusedException when there is no such token, or null could mean several
     */
    public synchronized String name(@Nullable String nameOrSerial) {
        if (nameOrSerial == null) {
            return only();
        }
        return tokens.entrySet().stream()
                .filter(entry -> entry.getKey().equals(nameOrSerial)
                        || entry.getValue().serial().equals(nameOrSerial))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Reason.NO_TOKEN, "the server has no token " + nameOrSerial, "It has " + listed() + "."));
    }

    /** @param name one of {@link #names} */
    public synchronized EmulatedToken token(String name) {
        EmulatedToken token = tokens.get(name);
        if (token == null) {
            throw new IllegalArgumentException("no token " + name);
        }
        return token;
    }

    /**
     * Puts one more token into the first empty slot.
     *
     * @throws RefusedException when it cannot be served together with the others, or a token of this name is there
     */
    public synchronized void add(String name, EmulatedToken token) {
        if (tokens.containsKey(name)) {
            throw new RefusedException(Reason.FAILURE, "the server has a token " + name + " already", "");
        }
        try {
            emulator.insert(token);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "");
        }
        tokens.put(name, token);
    }

    /**
     * Takes one more token, and puts it into the first empty slot if there is one.
     *
     * @throws RefusedException when it is of another profile than the others, or a token of this name is there
     */
    public synchronized void lay(String name, EmulatedToken token) {
        if (tokens.containsKey(name)) {
            throw new RefusedException(Reason.FAILURE, "the server has a token " + name + " already", "");
        }
        if (!token.profile().equals(emulator.profile())) {
            throw new RefusedException(
                    Reason.FAILURE,
                    "the token " + name + " is made, and is of another profile than those of this server",
                    "Serve it with 'emulator serve " + name + "' on another --socket.");
        }
        tokens.put(name, token);
        if (emulator.tokens().size() < emulator.profile().slots().count()) {
            emulator.insert(token);
        }
    }

    /**
     * Pulls a token out, if it is in.
     *
     * @param name one of {@link #names}
     * @return the slot that it was in
     */
    public synchronized Optional<Long> takeOut(String name) {
        if (!isInserted(name)) {
            return Optional.empty();
        }
        long slot = emulator.slotOf(token(name));
        emulator.remove(token(name));
        return Optional.of(slot);
    }

    /** Puts a token in the place of one of this name that was taken out, into the slot if there is one. */
    public synchronized void replace(String name, EmulatedToken token, Optional<Long> slot) {
        tokens.put(name, token);
        slot.ifPresent(id -> emulator.insert(token, id));
    }

    /** Forgets a token that was taken out. */
    public synchronized void forget(String name) {
        tokens.remove(name);
    }

    /** @param name one of {@link #names} */
    public boolean isInserted(String name) {
        return emulator.tokens().contains(token(name));
    }

    @GuardedBy("this")
    private String only() {
        if (tokens.size() != 1) {
            throw new RefusedException(
                    Reason.USAGE, "name the token that is meant", "The server has " + listed() + ".");
        }
        return names().getFirst();
    }

    @GuardedBy("this")
    private String listed() {
        return tokens.isEmpty() ? "none" : String.join(", ", tokens.keySet());
    }
}
