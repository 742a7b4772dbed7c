package org.tokentwin.emulator.cli;

import java.io.IOException;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.store.StoreException;

/**
 * A verb that makes, changes or deletes a kept token of a server.
 *
 * @param work returns what is sent
 */
record KeptTokenVerb(String name, Work work) implements Verb {
    @FunctionalInterface
    interface Work {
        Object of(ControlRequest request);
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        answers.send(answer(request));
    }

    private Object answer(ControlRequest request) {
        try {
            return work.of(request);
        } catch (CommandException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), e.advice());
        } catch (StoreException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "");
        }
    }
}
