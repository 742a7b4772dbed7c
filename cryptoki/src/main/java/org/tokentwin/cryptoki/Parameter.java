package org.tokentwin.cryptoki;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function, as the standard means it: a pointer and the length of what it points to are one.
 *
 * @param kind what it is
 * @param structure what it points to, where it is a structure to fill
 * @param names what the standard calls its parameters in C
 */
public record Parameter(ParameterKind kind, @Nullable Structure structure, List<String> names) {
    /** Checks that there is a name for each parameter in C. */
    public Parameter {
        Objects.requireNonNull(kind);
        if (names.size() != kind.types().size()) {
            throw new IllegalArgumentException(kind + " has " + kind.types().size() + " names, not " + names);
        }
    }

    /** Returns the name of the first parameter in C, which stands for the whole. */
    public String name() {
        return names.getFirst();
    }
}
