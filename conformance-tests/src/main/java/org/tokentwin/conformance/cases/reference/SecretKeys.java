package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;

/** Secret keys of a known value, or of the token's own making; they end with the session. */
public final class SecretKeys {
    private SecretKeys() {}

    /**
     * A session object of a known value that is not sensitive. The case does not apply where the token takes no such key from outside.
     *
     * @param instead attributes that take the place of those that it would have, among them what the key is for
     */
    public static long onToken(
            TokenUnderTest token, long session, long keyType, byte[] value, CK_ATTRIBUTE... instead) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                ulong(CKA_CLASS, CKO_SECRET_KEY),
                ulong(CKA_KEY_TYPE, keyType),
                bytes(CKA_VALUE, value),
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SENSITIVE, false),
                bool(CKA_EXTRACTABLE, true)));
        return Preparation.of(
                "the token takes no secret key",
                () -> token.p11().C_CreateObject(session, merged(template, instead), true));
    }

    /**
     * A sensitive session object that the token makes; it cannot be extracted.
     *
     * @param instead as above
     */
    public static long generated(TokenUnderTest token, long session, CK_MECHANISM mechanism, CK_ATTRIBUTE... instead)
            throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SENSITIVE, true),
                bool(CKA_EXTRACTABLE, false)));
        return token.p11().C_GenerateKey(session, mechanism, merged(template, instead), true);
    }

    /** The attributes of a key that another one is made into: readable, so that the case can compare it. */
    public static CK_ATTRIBUTE[] readable(long keyType, CK_ATTRIBUTE... instead) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                ulong(CKA_CLASS, CKO_SECRET_KEY),
                ulong(CKA_KEY_TYPE, keyType),
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SENSITIVE, false),
                bool(CKA_EXTRACTABLE, true)));
        return merged(template, instead);
    }

    private static CK_ATTRIBUTE[] merged(List<CK_ATTRIBUTE> template, CK_ATTRIBUTE... instead) {
        for (CK_ATTRIBUTE attribute : instead) {
            template.removeIf(other -> other.type == attribute.type);
            template.add(attribute);
        }
        return template.toArray(new CK_ATTRIBUTE[0]);
    }

    /** {@code CKA_VALUE}, of a key that is not sensitive. */
    public static byte[] value(TokenUnderTest token, long session, long key) throws PKCS11Exception {
        return (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_VALUE));
    }
}
