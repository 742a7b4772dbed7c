package org.tokentwin.emulator.cryptoki.object;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.token.CardFiles;

/** Objects that were read, and the card's freshness counter from just before. */
final class FreshObjects {
    private static final int MOST_LOADINGS = 5;

    private final CardFiles files;
    private final Supplier<List<TokenObject>> load;

    @GuardedBy("this")
    private OptionalInt freshness = OptionalInt.empty();

    @GuardedBy("this")
    private List<TokenObject> objects = List.of();

    FreshObjects(CardFiles files, Supplier<List<TokenObject>> load) {
        this.files = files;
        this.load = load;
    }

    /** Gives up what was read; the next call reads anew. */
    synchronized void forget() {
        objects = List.of();
        freshness = OptionalInt.empty();
    }

    /** The objects as they were at one moment; one command where nothing changed. Where others never stop to write, of several moments. */
    synchronized List<TokenObject> get() {
        OptionalInt now = OptionalInt.of(files.freshness());
        for (int i = 0; i < MOST_LOADINGS && !now.equals(freshness); i++) {
            objects = List.copyOf(load.get());
            freshness = now;
            now = OptionalInt.of(files.freshness());
        }
        return objects;
    }
}
