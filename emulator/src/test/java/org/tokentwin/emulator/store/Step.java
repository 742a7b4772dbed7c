package org.tokentwin.emulator.store;

import java.io.IOException;
import java.util.List;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.rpc.RpcSession;

/**
 * A call of the stream, what it has to answer and what it makes of the token.
 *
 * @param loggedIn whether the user is logged in after it
 * @param between what a crash in it may leave besides the state before and the one after: none for a call that is one step on the card
 */
record Step(String name, TokenState after, boolean loggedIn, Ckr answer, List<TokenState> between, Call call) {
    /** A call over the socket. */
    @FunctionalInterface
    interface Call {
        Ckr on(RpcSession session) throws IOException;
    }

    Step(String name, TokenState after, boolean loggedIn, Ckr answer, Call call) {
        this(name, after, loggedIn, answer, List.of(), call);
    }
}
