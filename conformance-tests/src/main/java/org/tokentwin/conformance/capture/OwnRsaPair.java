package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.TokenUnderTest;

/** An RSA pair of the JDK's, whose keys are brought to a token as objects of a session. */
final class OwnRsaPair {
    private static final int BITS = 2048;

    private final KeyPair pair;

    private OwnRsaPair(KeyPair pair) {
        this.pair = pair;
    }

    static OwnRsaPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new OwnRsaPair(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }

    List<CK_ATTRIBUTE> publicNumbers() {
        return Attributes.numbers(publicKey());
    }

    List<CK_ATTRIBUTE> privateNumbers() {
        return Attributes.numbers((RSAPrivateCrtKey) pair.getPrivate());
    }

    long bringPrivate(TokenUnderTest token, long session, CK_ATTRIBUTE... more) throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = template(CKO_PRIVATE_KEY, true);
        template.addAll(privateNumbers());
        return bring(token, session, template, more);
    }

    long bringPublic(TokenUnderTest token, long session, CK_ATTRIBUTE... more) throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = template(CKO_PUBLIC_KEY, false);
        template.addAll(publicNumbers());
        return bring(token, session, template, more);
    }

    private static List<CK_ATTRIBUTE> template(long objectClass, boolean isPrivate) {
        return new ArrayList<>(List.of(
                ulong(CKA_CLASS, objectClass),
                ulong(CKA_KEY_TYPE, CKK_RSA),
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, isPrivate)));
    }

    private static long bring(TokenUnderTest token, long session, List<CK_ATTRIBUTE> template, CK_ATTRIBUTE... more)
            throws PKCS11Exception {
        template.addAll(List.of(more));
        return token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true);
    }
}
