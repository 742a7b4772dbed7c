package org.tokentwin.client.revocation;

/** What came back does not count. */
final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Obstacle why;

    UnusableAnswerException(Obstacle.Kind kind, Object... details) {
        this(Obstacle.of(kind, details));
    }

    private UnusableAnswerException(Obstacle why) {
        super(why.words());
        this.why = why;
    }

    /** Says what the cause comes to. */
    static UnusableAnswerException because(Throwable cause, Obstacle.Kind kind, Object... details) {
        UnusableAnswerException exception = new UnusableAnswerException(kind, details);
        exception.initCause(cause);
        return exception;
    }

    Obstacle why() {
        return why;
    }
}
