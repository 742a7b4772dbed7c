package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;

/** Key pairs that the token makes for a case; they end with the session. */
public final class KeyPairs {
    private static final long SMALL_MODULUS = 1024;

    /** The two objects. */
    public record Handles(long publicKey, long privateKey) {}

    private KeyPairs() {}

    /**
     * A pair that signs and verifies; the private key is sensitive and cannot be extracted. The case does not apply where the token makes none.
     *
     * @param instead attributes of the private key that take the place of those that it would have
     */
    public static Handles ec(TokenUnderTest token, long session, EcCurve curve, CK_ATTRIBUTE... instead) {
        return Preparation.of(
                "the token makes no key pair on " + curve.displayName(),
                () -> generate(token, session, curve, instead));
    }

    /** The same, where the case is about the making. */
    public static Handles generate(TokenUnderTest token, long session, EcCurve curve, CK_ATTRIBUTE... instead)
            throws PKCS11Exception {
        List<CK_ATTRIBUTE> secret = new ArrayList<>(List.of(
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SIGN, true),
                bool(CKA_SENSITIVE, true),
                bool(CKA_EXTRACTABLE, false)));
        for (CK_ATTRIBUTE attribute : instead) {
            secret.removeIf(other -> other.type == attribute.type);
            secret.add(attribute);
        }
        CK_ATTRIBUTE[] open = {bool(CKA_TOKEN, false), bytes(CKA_EC_PARAMS, parameters(curve)), bool(CKA_VERIFY, true)};
        long[] pair = token.p11()
                .C_GenerateKeyPair(
                        session, mechanism(CKM_EC_KEY_PAIR_GEN), open, secret.toArray(new CK_ATTRIBUTE[0]), true);
        return new Handles(pair[0], pair[1]);
    }

    /** The size of a modulus that the token tells of, in bits; small, so that it is soon made. */
    public static long modulusBits(TokenUnderTest token) throws PKCS11Exception {
        return Math.max(SMALL_MODULUS, token.mechanismInfo(CKM_RSA_PKCS_KEY_PAIR_GEN).ulMinKeySize);
    }

    /**
     * Makes an RSA pair that signs and verifies, and ends with the session.
     *
     * @param exponent big-endian
     */
    public static Handles rsa(TokenUnderTest token, long session, long bits, byte[] exponent) throws PKCS11Exception {
        CK_ATTRIBUTE[] open = {
            bool(CKA_TOKEN, false),
            bool(CKA_VERIFY, true),
            ulong(CKA_MODULUS_BITS, bits),
            bytes(CKA_PUBLIC_EXPONENT, exponent.clone())
        };
        CK_ATTRIBUTE[] secret = {bool(CKA_TOKEN, false), bool(CKA_PRIVATE, true), bool(CKA_SIGN, true)};
        long[] pair = token.p11().C_GenerateKeyPair(session, mechanism(CKM_RSA_PKCS_KEY_PAIR_GEN), open, secret, true);
        return new Handles(pair[0], pair[1]);
    }

    /** {@code CKA_EC_PARAMS} of a curve. */
    public static byte[] parameters(EcCurve curve) {
        try {
            return curve.oid().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
