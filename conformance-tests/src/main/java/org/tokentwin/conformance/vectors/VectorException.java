package org.tokentwin.conformance.vectors;

/** A file of test vectors that is not understood, or a directory of them that is too large. */
public final class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the file, what is wrong with it, and what is allowed */
    VectorException(String message) {
        super(message);
    }
}
