package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;

/** RSA private keys from outside as session objects. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /**
     * The other half of {@link SoftwareKeys#rsaPublic}. The case does not apply where the token takes no private key from outside.
     *
     * @param uses what the key is for
     */
    public static long onToken(TokenUnderTest token, long session, CK_ATTRIBUTE... uses) {
        return onToken(token, session, (RSAPrivateCrtKey) SoftwareKeys.rsaPair().getPrivate(), uses);
    }

    /** The same of another key. */
    public static long onToken(TokenUnderTest token, long session, RSAPrivateCrtKey key, CK_ATTRIBUTE... uses) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                ulong(CKA_CLASS, CKO_PRIVATE_KEY),
                ulong(CKA_KEY_TYPE, CKK_RSA),
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SENSITIVE, true),
                bool(CKA_EXTRACTABLE, false)));
        template.addAll(Attributes.numbers(key));
        template.addAll(List.of(uses));
        return Preparation.of(
                "the token takes no private key",
                () -> token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true));
    }
}
