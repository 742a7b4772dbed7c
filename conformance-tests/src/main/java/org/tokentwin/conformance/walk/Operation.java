package org.tokentwin.conformance.walk;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A cryptographic operation of a session, as the model knows it. */
final class Operation {
    /** How far it is. */
    enum State {
        BEGUN,
        IN_PARTS
    }

    final Scheme scheme;
    final @Nullable Thing key;
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final ByteArrayOutputStream given = new ByteArrayOutputStream();
    State state = State.BEGUN;

    /** Whether the model knows that it is active; if not, any answer is right. */
    boolean sure = true;

    /** Whether the length of all of it was asked for; the standard does not say whether it can still be done in parts. */
    boolean askedOnce;

    /** Whether the length of its end was asked for; the standard does not say whether more parts can come. */
    boolean askedEnd;

    /** Whether the key asks for a login that has not been. */
    boolean waitsForLogin;

    Operation(Scheme scheme, @Nullable Thing key) {
        this.scheme = scheme;
        this.key = key;
        waitsForLogin = key != null && key.type == Thing.Type.ASKING_KEY;
    }
}
