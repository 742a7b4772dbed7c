package org.tokentwin.benchmark.cli;

/** There is no token where one was named. */
final class NoTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    NoTokenException(String message) {
        super(message);
    }
}
