package org.tokentwin.emulator.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which of a server's tokens is meant. */
final class ServedTokenName {
    @Parameters(
            arity = "0..1",
            paramLabel = "TOKEN",
            description = "The token's name or serial number; not needed where the server has but one.")
    private @Nullable String name;

    Optional<String> given() {
        return Optional.ofNullable(name);
    }
}
