package org.tokentwin.emulator.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/** Kept tokens that this process has, in the slots of an emulator. */
final class OpenTokens implements AutoCloseable {
    private final UnaryOperator<EmulatedToken> decorator;
    private final Emulator emulator;
    private final ServedTokens served;

    @GuardedBy("this")
    private final List<KeptToken> kept;

    private OpenTokens(
            UnaryOperator<EmulatedToken> decorator,
            Function<List<EmulatedToken>, Emulator> slots,
            List<KeptToken> opened) {
        this.decorator = decorator;
        Map<String, EmulatedToken> inSlots = new LinkedHashMap<>();
        opened.forEach(token -> inSlots.put(token.name(), decorator.apply(token.token())));
        emulator = slots.apply(List.copyOf(inSlots.values()));
        served = new ServedTokens(emulator, inSlots);
        kept = new ArrayList<>(opened);
    }

    /**
     * Opens all of them, or none.
     *
     * @param decorator returns what goes into the slot in place of a token
     * @param slots puts them into an emulator
     * @throws CommandException when one is not there, or they do not go together
     */
    static OpenTokens open(
            TokenHome home,
            List<String> names,
            UnaryOperator<EmulatedToken> decorator,
            Function<List<EmulatedToken>, Emulator> slots) {
        List<KeptToken> opened = new ArrayList<>();
        boolean whole = false;
        try {
            names.forEach(name -> opened.add(KeptToken.open(home, KeptTokenName.existing(home, name))));
            OpenTokens tokens = inserted(decorator, slots, opened);
            whole = true;
            return tokens;
        } finally {
            if (!whole) {
                opened.forEach(OpenTokens::giveBack);
            }
        }
    }

    private static OpenTokens inserted(
            UnaryOperator<EmulatedToken> decorator,
            Function<List<EmulatedToken>, Emulator> slots,
            List<KeptToken> opened) {
        try {
            return new OpenTokens(decorator, slots, opened);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw CommandException.failure(
                    "these tokens cannot be served together: " + e.getMessage(),
                    "Name those that go together, and serve the others on another --socket.");
        }
    }

    Emulator emulator() {
        return emulator;
    }

    /** The same tokens, by their names; one object, however often it is asked for. */
    ServedTokens served() {
        return served;
    }

    synchronized List<KeptToken> tokens() {
        return List.copyOf(kept);
    }

    /** Opens one more; returns what goes into a slot in its place. */
    synchronized EmulatedToken add(TokenHome home, String name) {
        KeptToken opened = KeptToken.open(home, KeptTokenName.existing(home, name));
        kept.add(opened);
        return decorator.apply(opened.token());
    }

    /** Gives one back, which is in no slot. */
    synchronized void discard(String name) {
        KeptToken discarded = kept(name);
        kept.remove(discarded);
        giveBack(discarded);
    }

    /** @throws IllegalArgumentException when it is not open */
    synchronized KeptToken kept(String name) {
        return kept.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no token " + name));
    }

    @Override
    public synchronized void close() {
        emulator.close();
        kept.forEach(OpenTokens::giveBack);
    }

    private static void giveBack(KeptToken token) {
        token.forgetServer();
        token.close();
    }
}
