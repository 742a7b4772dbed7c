package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.pcsc.VirtualReader;
import org.tokentwin.emulator.rpc.RpcServer;

/** A fresh emulated token and the module in front of it. The one class here that knows the emulator. */
final class EmulatorTarget implements AutoCloseable {
    /** By which the library finds the server. */
    static final String SOCKET_VARIABLE = "TOKENTWIN_SOCKET";

    private final EmulatedToken token;
    private final Emulator emulator;

    private EmulatorTarget(EmulatedToken token) {
        this.token = token;
        emulator = Emulator.with(token);
    }

    /** Blank but for its PIN. */
    static EmulatorTarget fresh() {
        return new EmulatorTarget(EmulatedToken.order()
                .blank()
                .withPin(String.valueOf(DisposablePins.user()))
                .issue());
    }

    /** A card that OpenSC drives, which writes no objects to it: so it comes with an RSA key, a certificate and the two of its authority. */
    static EmulatorTarget card(String label) {
        return new EmulatorTarget(EmulatedToken.order()
                .profile("hongkongpost-ecert-idprime-940")
                .withTestKey()
                .withPin(String.valueOf(DisposablePins.user()))
                .label(label)
                .issue());
    }

    /**
     * Puts it into the first virtual reader of this machine.
     *
     * @throws IOException when there is none, or another card is in it
     */
    AutoCloseable plugIn() throws IOException {
        return VirtualReader.plugIn(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), VirtualReader.DEFAULT_PORT),
                emulator.reader(emulator.slotOf(token)));
    }

    /** The library for other processes, put into a directory. */
    static Path library(Path directory) throws IOException {
        return SharedLibrary.putInto(directory, SharedLibrary.fileName());
    }

    /**
     * Serves other processes.
     *
     * @param socket at most 107 bytes of path
     */
    AutoCloseable serve(Path socket) throws IOException {
        return RpcServer.start(socket, emulator::connect);
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
