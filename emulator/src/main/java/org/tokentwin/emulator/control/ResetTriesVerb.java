package org.tokentwin.emulator.control;

import java.io.IOException;
import org.tokentwin.emulator.EmulatedToken;

/** {@code reset-tries}: gives a token's PINs all their tries back, also those that are locked. */
public final class ResetTriesVerb implements Verb {
    private final ServedTokens tokens;

    public ResetTriesVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "reset-tries";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        String name = tokens.name(request.token());
        EmulatedToken token = tokens.token(name);
        token.resetTries();
        answers.send(TokenStatus.of(tokens, name));
    }
}
