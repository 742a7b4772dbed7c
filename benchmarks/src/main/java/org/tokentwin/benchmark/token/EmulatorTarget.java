package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.file.Path;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.rpc.RpcServer;

/** A fresh emulated token, blank but for its PIN, and the module in front of it. The one class here that knows the emulator. */
final class EmulatorTarget implements AutoCloseable {
    private final EmulatedToken token;
    private final Emulator emulator;

    private EmulatorTarget(EmulatedToken token) {
        this.token = token;
        emulator = Emulator.with(token);
    }

    static EmulatorTarget fresh() {
        return new EmulatorTarget(EmulatedToken.order()
                .blank()
                .withPin(String.valueOf(DisposablePins.user()))
                .issue());
    }

    /**
     * Serves other processes by p11-kit's protocol.
     *
     * @param socket at most 107 bytes of path
     */
    AutoCloseable serve(Path socket) throws IOException {
        return RpcServer.start(socket, emulator::newApplication);
    }

    String label() {
        return token.label();
    }

    /** To be loaded in this JVM. */
    Path module() {
        return emulator.modulePath();
    }

    @Override
    public void close() {
        emulator.close();
        token.close();
    }
}
