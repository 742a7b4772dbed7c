package org.tokentwin.client.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Looks at what a module needs from the machine: the service for smart cards, or p11-kit's server. */
final class HostCheck {
    private static final Path PCSCD = Path.of("/run/pcscd/pcscd.comm");
    private static final String UNIX = "unix:path=";

    private final Function<String, Optional<String>> environment;

    /** Takes the environment's variables from a function of their name. */
    HostCheck(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** What is said about a module that goes through p11-kit's client; empty for another module. */
    Optional<Finding> p11Kit(Path module) {
        if (!String.valueOf(module.getFileName()).startsWith("p11-kit-client")) {
            return Optional.empty();
        }
        Optional<String> address = environment.apply("P11_KIT_SERVER_ADDRESS");
        if (address.isEmpty()) {
            return Optional.of(Finding.problem(
                    "p11-kit",
                    "P11_KIT_SERVER_ADDRESS is not set",
                    "Start the server of the token, and set the variable to the address that it prints."));
        }
        String value = address.get();
        boolean isThere = !value.startsWith(UNIX) || Files.exists(Path.of(value.substring(UNIX.length())));
        return Optional.of(
                isThere
                        ? Finding.ok("p11-kit", value)
                        : Finding.problem(
                                "p11-kit", "there is no socket at " + value, "Start the server of the token again."));
    }

    /** What may keep a hardware token from being seen. */
    List<Finding> whyNoToken() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && !Files.exists(PCSCD)) {
            return List.of(Finding.note(
                    "Smart cards",
                    "the service pcscd does not run",
                    "A hardware token needs it: start pcscd. A software token does not."));
        }
        return List.of();
    }
}
