package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;

/** Public data objects, which cases make where any object will do. */
public final class DataObjects {
    private DataObjects() {}

    /**
     * Makes one. The case does not apply where the token takes none.
     *
     * @param attributes beside its class and {@code CKA_PRIVATE}
     */
    public static long onToken(TokenUnderTest token, long session, CK_ATTRIBUTE... attributes) {
        return Preparation.of("the token takes no data object", () -> create(token, session, attributes));
    }

    /** The same, where the case is about the making. */
    public static long create(TokenUnderTest token, long session, CK_ATTRIBUTE... attributes) throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(ulong(CKA_CLASS, CKO_DATA), bool(CKA_PRIVATE, false)));
        template.addAll(List.of(attributes));
        return token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true);
    }
}
