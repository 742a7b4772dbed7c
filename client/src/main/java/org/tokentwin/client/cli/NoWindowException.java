package org.tokentwin.client.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says that no window can be opened here, and what to do. */
final class NoWindowException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String advice;

    NoWindowException(String reason, String advice, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.advice = advice;
    }

    String reason() {
        return reason;
    }

    String advice() {
        return advice;
    }
}
