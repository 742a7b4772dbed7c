package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.InsertVerb;
import picocli.CommandLine.Option;

/** The slot that a token goes into: a token is not always in the first one. */
final class SlotOption {
    @Option(
            names = "--slot",
            paramLabel = "ID",
            description =
                    "Put the token into this slot, and further ones into those after it; without it, into the first empty ones.")
    private @Nullable Long slot;

    /** What an {@code insert} is asked with. */
    Map<String, String> asked() {
        return Optional.ofNullable(slot)
                .map(id -> Map.of(InsertVerb.SLOT, String.valueOf(id)))
                .orElse(Map.of());
    }

    /**
     * An emulator with these tokens, all of one profile.
     *
     * @throws IllegalArgumentException when there is no such slot, or there are not so many, or the tokens are of several profiles
     * @throws IllegalStateException when there are more tokens than slots
     */
    Emulator emulatorWith(List<EmulatedToken> tokens) {
        Long first = slot;
        if (first == null || tokens.isEmpty()) {
            return Emulator.with(tokens.toArray(EmulatedToken[]::new));
        }
        Emulator emulator = Emulator.of(tokens.getFirst().profile());
        boolean inserted = false;
        try {
            for (int i = 0; i < tokens.size(); i++) {
                emulator.insert(tokens.get(i), first + i);
            }
            inserted = true;
            return emulator;
        } finally {
            if (!inserted) {
                emulator.close();
            }
        }
    }
}
