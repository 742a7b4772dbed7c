package org.tokentwin.emulator.issuer;

import org.jspecify.annotations.Nullable;

/** What is wrong with a key file, without the file's name: {@link CredentialFile} puts that before it. */
final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String message) {
        super(message);
    }

    UnusableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Blames the password, unless the reason is known and Bouncy Castle's readers have only passed it on. */
    static UnusableFileException wrongPassword(@Nullable Throwable cause) {
        return unlessKnown("the password is wrong", cause);
    }

    static UnusableFileException unlessKnown(String message, @Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnusableFileException known) {
                return known;
            }
        }
        return new UnusableFileException(message, cause);
    }
}
