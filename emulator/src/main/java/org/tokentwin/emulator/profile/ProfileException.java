package org.tokentwin.emulator.profile;

import java.util.Optional;

/** A token profile that cannot be used. The message names the file, the line and the key, and says what is allowed. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, such as {@code pin.tries}; empty where it is the file as a whole. */
    private final String key;

    public ProfileException(String message) {
        this("", message);
    }

    public ProfileException(String message, Throwable cause) {
        super(message, cause);
        key = "";
    }

    ProfileException(String key, String message) {
        super(message);
        this.key = key;
    }

    Optional<String> key() {
        return Optional.of(key).filter(name -> !name.isEmpty());
    }
}
