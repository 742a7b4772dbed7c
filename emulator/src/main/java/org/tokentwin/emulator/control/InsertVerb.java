package org.tokentwin.emulator.control;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** {@code insert}: plugs a token in that was taken out. Applications get a slot event. */
public final class InsertVerb implements Verb {
    /** Option: the slot's id; without it, the first empty slot. */
    public static final String SLOT = "slot";

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
            answers.send(new SlotChange(
                    name, token.serial(), insert(token, request.options().get(SLOT))));
        }
    }

    private long insert(EmulatedToken token, @Nullable String slot) {
        if (slot == null) {
            return tokens.emulator().insert(token);
        }
        try {
            long id = Long.parseLong(slot);
            tokens.emulator().insert(token, id);
            return id;
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.USAGE, "'" + slot + "' is no slot's id; a number is", "");
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.USAGE, String.valueOf(e.getMessage()), "");
        } catch (IllegalStateException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "");
        }
    }
}
