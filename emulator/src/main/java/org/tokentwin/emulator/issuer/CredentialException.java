package org.tokentwin.emulator.issuer;

/** A key file that gives no credential. The message names the file and says what is wrong with it. */
public final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CredentialException(String message) {
        super(message);
    }

    public CredentialException(String message, Throwable cause) {
        super(message, cause);
    }
}
