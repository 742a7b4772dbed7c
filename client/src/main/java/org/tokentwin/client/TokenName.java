package org.tokentwin.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;

/** The label of SafeNet's token object, wherever a module has one that tells the token's own label: a change of it renames the token. */
final class TokenName {
    private final CryptokiSession session;
    private final long handle;

    private TokenName(CryptokiSession session, long handle) {
        this.session = session;
        this.handle = handle;
    }

    /** Finds it, before a login too. */
    static Optional<TokenName> find(CryptokiSession session, Token token) {
        return HardwareFeatures.findWhereKnown(session, HardwareFeatures.TOKEN_OBJECT)
                .filter(handle -> !token.label().isEmpty()
                        && session.text(handle, Cka.CKA_LABEL).equals(token.label()))
                .mapToObj(handle -> new TokenName(session, handle))
                .findFirst();
    }

    /** @throws TokenException before the token is asked, for a name that is empty or too long */
    void change(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > TokenEditor.LONGEST_NAME) {
            throw TokenException.refused(
                    "the name has " + length + " bytes in UTF-8, and a token's has 1 to " + TokenEditor.LONGEST_NAME
                            + ": nothing was sent to it",
                    "Choose a name of that length.");
        }
        session.setAttributes(handle, new CkAttribute(Cka.CKA_LABEL, name.toCharArray()));
    }
}
