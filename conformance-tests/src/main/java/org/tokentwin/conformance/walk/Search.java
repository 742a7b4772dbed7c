package org.tokentwin.conformance.walk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A search of a session, as the model knows it. */
final class Search {
    /** Data objects that were there when it began. */
    final List<Thing> atBegin;

    /** The same, and those made since; it may find them or not. */
    final List<Thing> possible;

    final Set<Long> found = new HashSet<>();

    /** Whether the model knows that it is active. */
    boolean sure = true;

    Search(List<Thing> there) {
        atBegin = List.copyOf(there);
        possible = new ArrayList<>(there);
    }
}
