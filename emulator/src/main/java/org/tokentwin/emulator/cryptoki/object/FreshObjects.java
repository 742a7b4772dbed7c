package org.tokentwin.emulator.cryptoki.object;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.token.CardFiles;

/** Objects that were read, and the card's freshness counter from just before. */
final class FreshObjects {
    private final CardFiles files;
    private final Supplier<List<TokenObject>> load;
    private OptionalInt freshness = OptionalInt.empty();
    private List<TokenObject> objects = List.of();

    FreshObjects(CardFiles files, Supplier<List<TokenObject>> load) {
        this.files = files;
        this.load = load;
    }

    /** The objects; one command where nothing changed. */
    synchronized List<TokenObject> get() {
        OptionalInt now = OptionalInt.of(files.freshness());
        if (!now.equals(freshness)) {
            objects = List.copyOf(load.get());
            freshness = now;
        }
        return objects;
    }
}
