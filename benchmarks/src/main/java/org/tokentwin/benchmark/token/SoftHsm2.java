package org.tokentwin.benchmark.token;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A token of SoftHSM2 in its own directory: the user's tokens are not seen. */
final class SoftHsm2 {
    static final String LABEL = "TokenTwin benchmark";
    private static final String VARIABLE = "SOFTHSM2_CONF";
    private static final String PACKAGE = "softhsm2";

    private final Path module;
    private final Map<String, String> environment;

    private SoftHsm2(Path module, Map<String, String> environment) {
        this.module = module;
        this.environment = environment;
    }

    /** Makes the token, with the PIN of disposable tokens. */
    static SoftHsm2 make(String name, Optional<Path> path, Workshop workshop) throws PreparationException {
        Path module = ModuleFile.of(path, "softhsm2", "softhsm/libsofthsm2.so");
        Path home = workshop.directoryOf(name);
        Path configuration = home.resolve("softhsm2.conf");
        Workshop.write(
                configuration, "directories.tokendir = " + home + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Map<String, String> environment = Map.of(VARIABLE, configuration.toString());
        new Tool(PACKAGE, environment)
                .run(
                        "softhsm2-util",
                        "--module",
                        module.toString(),
                        "--init-token",
                        "--free",
                        "--label",
                        LABEL,
                        "--so-pin",
                        String.valueOf(DisposablePins.so()),
                        "--pin",
                        String.valueOf(DisposablePins.user()));
        return new SoftHsm2(module, environment);
    }

    PreparedTarget prepared(String name, Workshop workshop) throws PreparationException {
        return PreparedTarget.of(description(name, module, environment, workshop), about());
    }

    Path module() {
        return module;
    }

    Map<String, String> environment() {
        return environment;
    }

    String about() throws PreparationException {
        return "SoftHSM " + new Tool(PACKAGE, Map.of()).run("softhsm2-util", "--version");
    }

    static TargetDescription description(String name, Path module, Map<String, String> environment, Workshop workshop) {
        return new TargetDescription(
                name,
                Optional.of(module),
                environment,
                TokenSelection.labelled(LABEL),
                true,
                Optional.empty(),
                Optional.of(workshop.contents()),
                Optional.empty());
    }
}
