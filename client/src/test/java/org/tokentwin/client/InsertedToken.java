package org.tokentwin.client;

import java.nio.file.Path;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.TokenOrder;

/** An emulated token in a slot of its own emulator, behind a module of its own. */
public final class InsertedToken implements AutoCloseable {
    public static final String PIN = "Abcdef1!";

    private final EmulatedToken token;
    private final Emulator emulator;

    private InsertedToken(EmulatedToken token) {
        this.token = token;
        this.emulator = Emulator.with(token);
    }

    /** A token with an e-Cert and {@link #PIN}. */
    public static InsertedToken issue() {
        return of(EmulatedToken.order().withPin(PIN));
    }

    /** A token that was ordered, on a test key. */
    public static InsertedToken of(TokenOrder order) {
        return new InsertedToken(order.withTestKey().issue());
    }

    public EmulatedToken token() {
        return token;
    }

    public Emulator emulator() {
        return emulator;
    }

    public Path module() {
        return emulator.modulePath();
    }

    @Override
    public void close() {
        emulator.close();
        token.close();
    }
}
