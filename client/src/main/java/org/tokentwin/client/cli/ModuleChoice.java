package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The module that is taken where the user names none: that of a served token, else the only one that this machine has. */
record ModuleChoice(Surroundings surroundings) {
    private static final String SOCKET = "TOKENTWIN_SOCKET";
    private static final String SERVER = "P11_KIT_SERVER_ADDRESS";
    private static final String P11_KIT_CLIENT = "p11-kit-client";

    /** Says which module is taken, and why, so that nobody works on another token than they think. */
    Optional<Path> choose(PrintWriter err) {
        if (isSet(SOCKET)) {
            return Optional.of(ownLibrary()).filter(Files::isRegularFile).map(own -> said(err, isSetText(SOCKET), own));
        }
        if (isSet(SERVER)) {
            return modules(true).stream().findFirst().map(client -> said(err, isSetText(SERVER), client));
        }
        List<Path> found = modules(false);
        return found.size() == 1
                ? Optional.of(said(err, "the only one found here", found.getFirst()))
                : Optional.empty();
    }

    /** TokenTwin's own library, where a server listens that it would ask. */
    Optional<Path> served() {
        return Optional.of(ownLibrary()).filter(Files::isRegularFile).filter(library -> isListening(socket()));
    }

    /** Where the library looks for a server. */
    private Path socket() {
        return variable(SOCKET)
                .or(() -> variable("TOKENTWIN_HOME").map(home -> home + "/run/pkcs11"))
                .or(() -> variable("XDG_RUNTIME_DIR").map(runtime -> runtime + "/tokentwin/pkcs11"))
                .map(Path::of)
                .orElseGet(() -> home().resolve("run").resolve("pkcs11"));
    }

    /** A socket whose server was killed is still there. */
    private static boolean isListening(Path socket) {
        try (SocketChannel server = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return server.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Path said(PrintWriter err, String why, Path chosen) {
        ErrorMessages.line(err, "note: no module is named; this one is taken, " + why + ": " + chosen);
        return chosen;
    }

    /** What to say where none can be taken. */
    String refusal() {
        return "no module is named: give --module PATH, or set PKCS11_MODULE_PATH" + why();
    }

    private String why() {
        if (isSet(SOCKET)) {
            return " (" + SOCKET + " is set, but there is no " + ownLibrary()
                    + ": 'tokentwin emulator module --path' puts it there)";
        }
        if (isSet(SERVER)) {
            return " (" + SERVER + " is set, but p11-kit-client.so was not found: install p11-kit's modules)";
        }
        String found =
                String.join(", ", modules(false).stream().map(Path::toString).toList());
        return found.isEmpty() ? "" : " (found here: " + found + ")";
    }

    /** TokenTwin's own library, next to the tokens that the emulator keeps. */
    private Path ownLibrary() {
        return home().resolve("lib").resolve(System.mapLibraryName("tokentwin-pkcs11"));
    }

    private Path home() {
        return variable("TOKENTWIN_HOME")
                .map(Path::of)
                .orElseGet(() -> variable("XDG_DATA_HOME")
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                        .resolve("tokentwin"));
    }

    private List<Path> modules(boolean p11Kit) {
        return surroundings.modules().stream()
                .filter(module -> String.valueOf(module.getFileName()).startsWith(P11_KIT_CLIENT) == p11Kit)
                .toList();
    }

    private boolean isSet(String variable) {
        return variable(variable).isPresent();
    }

    private static String isSetText(String variable) {
        return "since " + variable + " is set";
    }

    private Optional<String> variable(String name) {
        return surroundings.environment().apply(name).filter(value -> !value.isBlank());
    }
}
