package org.tokentwin.client.uri;

/** A text is no PKCS#11 URI, or one that the client does not take. The message says what is wrong with which attribute. */
public final class Pkcs11UriException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Pkcs11UriException(String message) {
        super(message);
    }
}
