package org.tokentwin.conformance;

import java.util.Optional;
import java.util.function.Supplier;

/** A PIN in an environment variable. */
public final class PinVariable {
    private PinVariable() {}

    /**
     * Reads the variable each time, into a new array.
     *
     * @throws NoTokenException at that time, where it is not set
     */
    public static Supplier<char[]> of(String name) {
        return () -> Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new NoTokenException(
                        "The environment variable " + name + " is not set: put the user PIN into it"))
                .toCharArray();
    }
}
