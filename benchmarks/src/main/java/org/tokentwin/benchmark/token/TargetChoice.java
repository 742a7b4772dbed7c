package org.tokentwin.benchmark.token;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A target as the user names it.
 *
 * @param name a {@link KnownTarget}, or what the user calls a token of theirs
 * @param module the path of its module; empty where a known target finds it
 * @param selection which token of theirs, where the module has several
 * @param pin where the PIN of a token of theirs is
 */
public record TargetChoice(String name, Optional<Path> module, TokenSelection selection, Optional<PinSource> pin) {
    /** Whether it is a token that is made for the run. */
    public boolean isDisposable() {
        return KnownTarget.of(name).isPresent();
    }

    /**
     * Makes it ready.
     *
     * @throws PreparationException when that fails
     */
    public PreparedTarget prepare(Workshop workshop) throws PreparationException {
        Optional<KnownTarget> known = KnownTarget.of(name);
        if (known.isPresent()) {
            return known.get().prepare(module, workshop);
        }
        Path path = ModuleFile.of(module, name, name);
        return PreparedTarget.of(TargetDescription.external(name, path, selection, pin), path.toString());
    }
}
