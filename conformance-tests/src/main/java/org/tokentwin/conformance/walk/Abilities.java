package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DIGEST;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;

/**
 * What a token has of what walks do; the rest they leave out.
 *
 * @param schemes whose mechanisms it reports with their flags
 * @param types of objects that it takes in a session of the user
 * @param tokenKey whether the walk uses the token's own key
 */
record Abilities(Set<Scheme> schemes, Set<Thing.Type> types, boolean tokenKey) {
    static Abilities of(TokenUnderTest token, WalkKeys keys, Alphabet alphabet) throws PKCS11Exception {
        Set<Scheme> schemes = EnumSet.noneOf(Scheme.class);
        Set<Long> reported = Arrays.stream(token.p11().C_GetMechanismList(token.slot()))
                .boxed()
                .collect(Collectors.toSet());
        for (Scheme scheme : alphabet.schemes()) {
            long type = scheme.mechanism.mechanism;
            if (reported.contains(type) && (token.mechanismInfo(type).flags & flag(scheme.kind)) != 0) {
                schemes.add(scheme);
            }
        }
        Set<Thing.Type> types = EnumSet.noneOf(Thing.Type.class);
        for (Thing.Type type : alphabet.types()) {
            if (takes(token, keys, type)) {
                types.add(type);
            }
        }
        return new Abilities(schemes, types, alphabet.usesTokenKey());
    }

    private static boolean takes(TokenUnderTest token, WalkKeys keys, Thing.Type type) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long seen =
                Returns.of(() -> token.p11().C_CreateObject(session, ObjectSteps.template(keys, type, "probe"), true));
        token.p11().C_CloseSession(session);
        return seen == CKR_OK;
    }

    private static long flag(Kind kind) {
        return switch (kind) {
            case DIGEST -> CKF_DIGEST;
            case SIGN -> CKF_SIGN;
            case VERIFY -> CKF_VERIFY;
            case ENCRYPT -> CKF_ENCRYPT;
            case DECRYPT -> CKF_DECRYPT;
        };
    }
}
