package org.tokentwin.emulator.profile;

/** A token profile that cannot be used. The message names the file, the line and the key, and says what is allowed. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProfileException(String message) {
        super(message);
    }

    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
