package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.store.TokenHome;
import org.tokentwin.emulator.uri.PercentEncoding;

/**
 * Where a server of tokens listens.
 *
 * @param path absolute
 */
record ServerSocket(Path path) {
    /** The variable that the project's library reads: the socket's path. */
    static final String VARIABLE = "TOKENTWIN_SOCKET";

    /** The variable that p11-kit-client.so reads. */
    static final String P11_KIT_VARIABLE = "P11_KIT_SERVER_ADDRESS";

    private static final String NAME = "pkcs11";
    private static final String UNIX_PATH = "unix:path=";

    ServerSocket {
        path = path.toAbsolutePath().normalize();
    }

    /** The socket of the one server that most users have: in the XDG runtime directory, else in the home of the tokens. */
    static ServerSocket ofDefault(Map<String, String> environment) {
        if (!environment.getOrDefault("TOKENTWIN_HOME", "").isBlank()) {
            return in(TokenHome.of(environment).directory().resolve("run"));
        }
        return Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(runtime -> in(runtime.resolve("tokentwin")))
                .orElseGet(() -> in(TokenHome.of(environment).directory().resolve("run")));
    }

    /**
     * The socket that this process's environment names, else the default one.
     *
     * @throws CommandException when the variable names no Unix socket
     */
    static ServerSocket ofRunning(Map<String, String> environment) {
        String socket = environment.getOrDefault(VARIABLE, "");
        if (!socket.isEmpty()) {
            return new ServerSocket(Path.of(socket));
        }
        String address = environment.getOrDefault(P11_KIT_VARIABLE, "");
        if (address.isEmpty()) {
            return ofDefault(environment);
        }
        try {
            return new ServerSocket(Path.of(PercentEncoding.decode(requirePath(address))));
        } catch (IllegalArgumentException e) {
            throw CommandException.failure(
                    P11_KIT_VARIABLE + " names no Unix socket: " + address,
                    "Unset it, or name the socket with --socket.");
        }
    }

    private static String requirePath(String address) {
        if (!address.startsWith(UNIX_PATH)) {
            throw new IllegalArgumentException(address);
        }
        return address.substring(UNIX_PATH.length());
    }

    static ServerSocket in(Path directory) {
        return new ServerSocket(directory.resolve(NAME));
    }

    /** Where the same server takes what no PKCS#11 call can tell it. */
    Path control() {
        return path.resolveSibling(path.getFileName() + ".control");
    }

    /** As {@link #P11_KIT_VARIABLE} and the {@code remote} of a p11-kit module file have it. */
    String address() {
        return UNIX_PATH + PercentEncoding.encode(path.toString(), "/");
    }
}
