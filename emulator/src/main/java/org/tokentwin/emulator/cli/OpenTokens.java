package org.tokentwin.emulator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/** Kept tokens that this process has, in the slots of an emulator. */
final class OpenTokens implements AutoCloseable {
    private final List<KeptToken> kept = new ArrayList<>();
    private final Map<String, EmulatedToken> inSlots = new LinkedHashMap<>();
    private final UnaryOperator<EmulatedToken> decorator;
    private Emulator emulator = Emulator.of(TokenProfile.ofDefault());
    private Optional<ServedTokens> served = Optional.empty();

    private OpenTokens(UnaryOperator<EmulatedToken> decorator) {
        this.decorator = decorator;
    }

    /**
     * Opens all of them, or none.
     *
     * @param decorator answers what goes into the slot in place of a token
     * @param slots puts them into an emulator
     * @throws CommandException when one is not there, or they do not go together
     */
    static OpenTokens open(
            TokenHome home,
            List<String> names,
            UnaryOperator<EmulatedToken> decorator,
            Function<List<EmulatedToken>, Emulator> slots) {
        OpenTokens tokens = new OpenTokens(decorator);
        boolean opened = false;
        try {
            names.forEach(name -> tokens.kept.add(KeptToken.open(home, KeptTokenName.existing(home, name))));
            tokens.insert(slots);
            opened = true;
            return tokens;
        } finally {
            if (!opened) {
                tokens.close();
            }
        }
    }

    private void insert(Function<List<EmulatedToken>, Emulator> slots) {
        try {
            kept.forEach(token -> inSlots.put(token.name(), decorator.apply(token.token())));
            emulator = slots.apply(List.copyOf(inSlots.values()));
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
    synchronized ServedTokens served() {
        ServedTokens same = served.orElseGet(() -> new ServedTokens(emulator, inSlots));
        served = Optional.of(same);
        return same;
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
        discarded.forgetServer();
        discarded.close();
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
        kept.forEach(each -> {
            each.forgetServer();
            each.close();
        });
    }
}
