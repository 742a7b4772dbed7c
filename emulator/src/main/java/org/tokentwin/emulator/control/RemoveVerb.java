package org.tokentwin.emulator.control;

import java.io.IOException;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** {@code remove}: pulls a token out. Its sessions are gone, and applications get a slot event. */
public final class RemoveVerb implements Verb {
    private final ServedTokens tokens;

    public RemoveVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        String name = tokens.name(request.token());
        EmulatedToken token = tokens.token(name);
        synchronized (tokens) {
            if (!tokens.isInserted(name)) {
                throw new RefusedException(Reason.FAILURE, "the token " + name + " is not inserted", "");
            }
            long slot = tokens.emulator().slotOf(token);
            tokens.emulator().remove(token);
            answers.send(new SlotChange(name, token.serial(), slot));
        }
    }
}
