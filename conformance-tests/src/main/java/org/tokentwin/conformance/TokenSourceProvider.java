package org.tokentwin.conformance;

import java.util.Optional;

/**
 * Tokens of another kind than a module's or the emulator's, found with {@link java.util.ServiceLoader} and chosen by the configuration
 * parameter {@code tokentwin.source}. The faulty tokens that prove the cases come this way.
 */
public interface TokenSourceProvider {
    /** The source of that name; empty where it is not of this kind. */
    Optional<TokenSource> named(String name);
}
