package org.tokentwin.emulator.store;

import java.io.IOException;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.rpc.RpcSession;

/**
 * A call of the stream, what it has to answer and what it makes of the token.
 *
 * @param loggedIn whether the user is logged in after it
 */
record Step(String name, TokenState after, boolean loggedIn, Ckr answer, Call call) {
    /** A call that changes the token at most once, so that a crash in it leaves the state before or the one after. */
    @FunctionalInterface
    interface Call {
        Ckr on(RpcSession session) throws IOException;
    }
}
