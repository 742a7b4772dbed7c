package org.tokentwin.emulator.control;

import java.io.IOException;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** {@code insert}: plugs a token in that was taken out. Applications get a slot event. */
public final class InsertVerb implements Verb {
    private final ServedTokens tokens;

    public InsertVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "insert";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        String name = tokens.name(request.token());
        EmulatedToken token = tokens.token(name);
        synchronized (tokens) {
            if (tokens.isInserted(name)) {
                throw new RefusedException(Reason.FAILURE, "the token " + name + " is inserted already", "");
            }
            answers.send(new SlotChange(name, token.serial(), tokens.emulator().insert(token)));
        }
    }
}
