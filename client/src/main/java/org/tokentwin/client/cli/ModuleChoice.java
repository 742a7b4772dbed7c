package org.tokentwin.client.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The module that is taken where the user names none: that of a served token, else the only one that this machine has. */
record ModuleChoice(Surroundings surroundings) {
    static final String SERVER = "P11_KIT_SERVER_ADDRESS";
    /** Where a server of tokens says its socket; only a library that reads this variable reaches it. */
    static final String SOCKET = "TOKENTWIN_SOCKET";

    private static final String P11_KIT_CLIENT = "p11-kit-client";

    /** Says which module is taken, and why, so that nobody works on another token than he thinks. */
    Optional<Path> choose(PrintWriter err) {
        boolean served = surroundings.environment().apply(SERVER).isPresent();
        List<Path> candidates = surroundings.modules().stream()
                .filter(module -> isP11KitClient(module) == served)
                .toList();
        if (candidates.size() != 1 && !(served && !candidates.isEmpty())) {
            return Optional.empty();
        }
        Path chosen = candidates.getFirst();
        err.println("note: no module is named; this one is taken, "
                + (served ? "since " + SERVER + " is set: " : "the only one found here: ") + chosen);
        err.flush();
        return Optional.of(chosen);
    }

    /** What to say where none can be taken. */
    String refusal() {
        String found = String.join(
                ", ",
                surroundings.modules().stream()
                        .filter(module -> !isP11KitClient(module))
                        .map(Path::toString)
                        .toList());
        String why = surroundings.environment().apply(SERVER).isPresent()
                ? " (" + SERVER + " is set, but p11-kit-client.so was not found: install p11-kit's modules)"
                : surroundings.environment().apply(SOCKET).isPresent()
                        ? " (" + SOCKET + " is set, and which library is to use it is not)"
                        : found.isEmpty() ? "" : " (found here: " + found + ")";
        return "no module is named: give --module PATH, or set PKCS11_MODULE_PATH" + why;
    }

    private static boolean isP11KitClient(Path module) {
        return String.valueOf(module.getFileName()).startsWith(P11_KIT_CLIENT);
    }
}
