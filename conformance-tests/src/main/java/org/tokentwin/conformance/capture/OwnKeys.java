package org.tokentwin.conformance.capture;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.OptionalLong;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;

/** The keys that the token has already. */
final class OwnKeys {
    private OwnKeys() {}

    /**
     * Returns the first RSA key that is for a use, and asks for no login before each.
     *
     * @param session in which the user is logged in
     * @param use the attribute that it must have set, as {@code CKA_SIGN}
     */
    static OptionalLong rsa(TokenUnderTest token, long session, long use) throws PKCS11Exception {
        for (long key : token.privateKeys(session, Ckk.CKK_RSA)) {
            if (Boolean.TRUE.equals(Attributes.read(token, session, key, use))
                    && !Boolean.TRUE.equals(Attributes.read(token, session, key, Cka.CKA_ALWAYS_AUTHENTICATE))) {
                return OptionalLong.of(key);
            }
        }
        return OptionalLong.empty();
    }
}
