package org.tokentwin.conformance.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;

/** The emulator behind its socket: by its own library, and by p11-kit's client. */
public final class EmulatorServer {
    private EmulatorServer() {}

    /** The library that every program gets. */
    public static Device byItsLibrary(Path directory) throws IOException {
        return behind(SharedLibrary.putInto(directory, SharedLibrary.fileName()), "TOKENTWIN_SOCKET", "", directory);
    }

    public static Device byP11Kit(Path directory) throws IOException {
        Path client = Required.library("p11-kit-modules", "pkcs11/p11-kit-client.so");
        return behind(client, "P11_KIT_SERVER_ADDRESS", "unix:path=", directory);
    }

    private static Device behind(Path client, String variable, String prefix, Path directory) throws IOException {
        EmulatedToken token = EmulatedToken.order().withTestKey().issue();
        Emulator emulator = Emulator.with(token);
        Path socket = directory.resolve("run").resolve("pkcs11");
        RpcServer server = RpcServer.start(socket, emulator::connect);
        Path pin = Files.writeString(directory.resolve("pin"), new String(token.pin()));
        return Device.behind(
                client,
                Map.of(
                        "pin-file",
                        pin.toString(),
                        "profile",
                        token.profile().name(),
                        "allow",
                        "changes-pin",
                        "by-hand",
                        "true"),
                Map.of(variable, prefix + socket),
                () -> {
                    server.close();
                    emulator.close();
                    token.close();
                },
                request -> {
                    switch (request) {
                        case REMOVE -> emulator.remove(token);
                        case INSERT -> emulator.insert(token);
                    }
                });
    }
}
