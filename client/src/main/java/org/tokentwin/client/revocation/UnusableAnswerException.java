package org.tokentwin.client.revocation;

/** What came back does not count. The message says why, as a part of a sentence. */
final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableAnswerException(String message) {
        super(message);
    }

    UnusableAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
