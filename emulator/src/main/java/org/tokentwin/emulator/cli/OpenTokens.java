package org.tokentwin.emulator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private Emulator emulator = Emulator.of(TokenProfile.ofDefault());

    private OpenTokens() {}

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
        OpenTokens tokens = new OpenTokens();
        boolean opened = false;
        try {
            names.forEach(name -> tokens.kept.add(KeptToken.open(home, KeptTokenName.existing(home, name))));
            tokens.insert(decorator, slots);
            opened = true;
            return tokens;
        } finally {
            if (!opened) {
                tokens.close();
            }
        }
    }

    private void insert(UnaryOperator<EmulatedToken> decorator, Function<List<EmulatedToken>, Emulator> slots) {
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

    /** The same tokens, by their names. */
    ServedTokens served() {
        return new ServedTokens(emulator, inSlots);
    }

    List<KeptToken> tokens() {
        return List.copyOf(kept);
    }

    @Override
    public void close() {
        emulator.close();
        kept.forEach(KeptToken::close);
    }
}
