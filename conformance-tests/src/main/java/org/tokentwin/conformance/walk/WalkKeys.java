package org.tokentwin.conformance.walk;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/** The keys that walks use. */
public interface WalkKeys {
    /** A key of which a module has the private half only. */
    record TokenKey(long handle, PublicKey publicKey) {}

    /** An RSA pair that is not on the token: its public half is imported. */
    KeyPair software();

    /** The token's own RSA key, which signs and decrypts, in a session of the user. */
    TokenKey onToken(long session) throws PKCS11Exception, GeneralSecurityException;

    /** Makes a P-256 key that asks for the PIN before each use; it ends with the session. */
    TokenKey askingEachTime(long session) throws PKCS11Exception, GeneralSecurityException, IOException;

    /** As {@link RSAPublicKey}. */
    default RSAPublicKey softwarePublic() {
        return (RSAPublicKey) software().getPublic();
    }
}
