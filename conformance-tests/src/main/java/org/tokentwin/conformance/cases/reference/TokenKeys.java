package org.tokentwin.conformance.cases.reference;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_AUTHENTICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** The private keys that are on the token. A token may hold several, of several kinds: a case takes the first that fits what it does. */
public final class TokenKeys {
    private TokenKeys() {}

    /**
     * Finds an RSA key, in a session of the user.
     *
     * @param uses the attributes that it must have set, as {@code CKA_SIGN}; a key that asks for a login before each use fits none
     * @throws NotApplicable where the token has no such key
     */
    public static long rsa(TokenUnderTest token, long session, long... uses) throws PKCS11Exception {
        for (long key : allRsa(token, session)) {
            if (isReady(token, session, key, uses)) {
                return key;
            }
        }
        String names = Arrays.stream(uses)
                .mapToObj(use -> PKCS11Constants.codeToName(Category.CKA, use))
                .collect(Collectors.joining(" and "));
        throw new NotApplicable("the token holds no RSA key" + (names.isEmpty() ? "" : " with " + names));
    }

    /** Returns whether a key has these uses set, and asks for no login before each. */
    public static boolean isReady(TokenUnderTest token, long session, long key, long... uses) {
        boolean free = uses.length == 0 || !isSet(token, session, key, CKA_ALWAYS_AUTHENTICATE);
        return free && Arrays.stream(uses).allMatch(use -> isSet(token, session, key, use));
    }

    /** Finds an RSA key whose private numbers are nobody's to read, whatever it is for. */
    public static long sensitiveRsa(TokenUnderTest token, long session) throws PKCS11Exception {
        return Arrays.stream(allRsa(token, session))
                .filter(key -> isSet(token, session, key, CKA_SENSITIVE))
                .findFirst()
                .orElseThrow(() -> new NotApplicable("the token holds no sensitive RSA key"));
    }

    /** Finds every RSA private key, in a session of the user. */
    public static long[] allRsa(TokenUnderTest token, long session) throws PKCS11Exception {
        return token.privateKeys(session, CKK_RSA);
    }

    private static boolean isSet(TokenUnderTest token, long session, long key, long attribute) {
        try {
            return Boolean.TRUE.equals(Attributes.read(token, session, key, attribute));
        } catch (PKCS11Exception e) {
            return false;
        }
    }
}
