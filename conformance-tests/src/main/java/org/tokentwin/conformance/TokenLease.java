package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;

/** One token for one case, and what is needed to talk to it. Closing it gives a disposable token up. */
public interface TokenLease extends AutoCloseable {
    /** The PKCS#11 module. */
    Path module();

    /** The slot's id; empty for the first slot with a token. */
    Optional<Long> slotId();

    /** The user PIN; empty where none was given, and cases that log in do not apply. The caller wipes the copy. */
    Optional<char[]> pin();

    /** What the token's model promises. */
    TokenRules rules();

    @Override
    void close();
}
