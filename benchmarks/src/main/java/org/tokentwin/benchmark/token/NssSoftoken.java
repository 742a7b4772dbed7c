package org.tokentwin.benchmark.token;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** NSS's softoken over its own database. */
final class NssSoftoken {
    private static final String PACKAGE = "libnss3-tools";
    private static final String LABEL = "NSS Certificate DB";

    private NssSoftoken() {}

    static PreparedTarget prepare(String name, Optional<Path> path, Workshop workshop) throws PreparationException {
        Path module = ModuleFile.of(path, "libnss3", "libsoftokn3.so");
        Path home = workshop.directoryOf(name);
        Path pin = home.resolve("pin");
        Workshop.write(pin, String.valueOf(DisposablePins.user()) + "\n");
        new Tool(PACKAGE, Map.of()).run("certutil", "-N", "-d", "sql:" + home, "-f", pin.toString());
        TargetDescription description = new TargetDescription(
                name,
                Optional.of(module),
                Map.of(),
                TokenSelection.labelled(LABEL),
                true,
                Optional.empty(),
                Optional.of(workshop.contents()),
                Optional.of("configdir='sql:" + home + "' certPrefix='' keyPrefix='' secmod='secmod.db' flags="));
        return PreparedTarget.of(description, "NSS softoken");
    }
}
