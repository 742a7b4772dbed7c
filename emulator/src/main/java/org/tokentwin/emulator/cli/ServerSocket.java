package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.store.TokenHome;

/**
 * Where a server of tokens listens.
 *
 * @param path absolute
 */
record ServerSocket(Path path) {
    /** The variable that p11-kit-client.so reads. */
    static final String VARIABLE = "P11_KIT_SERVER_ADDRESS";

    private static final String NAME = "pkcs11";

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

    static ServerSocket in(Path directory) {
        return new ServerSocket(directory.resolve(NAME));
    }

    /** As {@link #VARIABLE} and the {@code remote} of a p11-kit module file have it. */
    String address() {
        return "unix:path=" + PercentEncoding.encode(path.toString(), "/");
    }
}
