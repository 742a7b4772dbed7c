package org.tokentwin.emulator.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.TokenOrder;

/** The tokens of one test method and the emulator that holds them. */
final class TestTokens implements AutoCloseable {
    private final List<EmulatedToken> all = new ArrayList<>();
    private Optional<EmulatedToken> own;
    private Optional<Emulator> emulator = Optional.empty();

    /**
     * @param annotation of the method or its class; where there is none, the method has no token until it asks for one
     */
    TestTokens(Optional<TokenTwin> annotation) {
        own = annotation.map(this::another);
    }

    EmulatedToken own() {
        own = own.or(() -> Optional.of(another(Defaults.class.getAnnotation(TokenTwin.class))));
        return own.get();
    }

    /** An emulator of the first token's profile, with all tokens. */
    Emulator emulator() {
        emulator = emulator.or(() -> Optional.of(Emulator.with(all.toArray(EmulatedToken[]::new))));
        return emulator.get();
    }

    EmulatedToken another(TokenTwin annotation) {
        EmulatedToken token = issue(annotation);
        all.add(token);
        emulator.ifPresent(present -> present.insert(token));
        return token;
    }

    private static EmulatedToken issue(TokenTwin annotation) {
        TokenOrder order = EmulatedToken.order()
                .profile(annotation.profile())
                .holder(annotation.holder())
                .key(annotation.key())
                .keys(annotation.keys());
        return annotation.pin() == PinState.INITIAL ? order.withInitialPin().issue() : order.issue();
    }

    /** The annotation's defaults, for a method that has it on a parameter only. */
    @TokenTwin
    private static final class Defaults {}

    @Override
    public void close() {
        emulator.ifPresent(Emulator::close);
        all.forEach(EmulatedToken::close);
    }
}
