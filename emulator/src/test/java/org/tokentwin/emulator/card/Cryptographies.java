package org.tokentwin.emulator.card;

import java.util.stream.Stream;
import org.tokentwin.emulator.provider.Cryptography;

/** What a card of this build can compute with, for tests that hold whichever it is. */
public final class Cryptographies {
    private Cryptographies() {}

    /** The JDK's always, and Amazon's where its native code runs. */
    public static Stream<Cryptography> all() {
        return Stream.concat(Stream.of(Cryptography.ofTheJdk()), Cryptography.ofAmazon().stream());
    }
}
