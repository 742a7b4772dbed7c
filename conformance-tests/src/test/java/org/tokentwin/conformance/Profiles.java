package org.tokentwin.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokentwin.emulator.profile.TokenProfile;

/** Profiles of tokens that lock sooner than the one of the guide. */
final class Profiles {
    private Profiles() {}

    /** It tells the flags of {@code CK_TOKEN_INFO}, and no number. */
    static TokenProfile withoutCounter(Path directory, int tries) throws IOException {
        return with(directory, tries, false);
    }

    /** It tells how many tries are left. */
    static TokenProfile withCounter(Path directory, int tries) throws IOException {
        return with(directory, tries, true);
    }

    private static TokenProfile with(Path directory, int tries, boolean counter) throws IOException {
        return TokenProfile.load(
                Files.writeString(directory.resolve("tries-" + tries + ".toml"), """
                based-on = "hongkongpost-ecert"
                description = "a token that locks soon"

                [pin]
                tries = %d

                [objects]
                retry-counter-object = %b
                """.formatted(tries, counter)));
    }
}
