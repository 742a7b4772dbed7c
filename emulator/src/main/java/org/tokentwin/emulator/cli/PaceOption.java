package org.tokentwin.emulator.cli;

import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import picocli.CommandLine.Option;

/** {@code --pace}: how long the token takes. */
final class PaceOption {
    /** What a user can ask for. */
    enum Pace {
        /** As long as this machine needs. */
        none,
        /** As long as a real token, by its profile. */
        real
    }

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description =
                    "real: take as long as a real token, by its profile, to see time-outs and progress bars at work; "
                            + "none (default): be fast.")
    private @Nullable Pace pace;

    /** The token to use in place of this one. */
    EmulatedToken applyTo(EmulatedToken token) {
        return pace == Pace.real ? token.atRealPace() : token;
    }
}
