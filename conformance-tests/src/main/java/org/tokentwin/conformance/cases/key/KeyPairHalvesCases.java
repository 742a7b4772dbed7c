package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_GEN_MECHANISM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;

/** The two halves of a key pair are objects of their own. */
@ExtendWith(ConformanceExtension.class)
class KeyPairHalvesCases {
    private static final byte[] HASH = new byte[32];
    private static final byte[] ID = {4, 7};

    @ConformanceCase(
            id = "KEYPAIR-021",
            section = "5.7 C_DestroyObject",
            requirement = "A private key signs when its public key is destroyed",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void privateKeyWithoutPublicKey_signs(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, EcCurve.P256);
        token.p11().C_DestroyObject(session, pair.publicKey());

        assertThat(token.sign(session, mechanism(CKM_ECDSA), pair.privateKey(), HASH.clone()))
                .hasSize(2 * HASH.length);
    }

    @ConformanceCase(
            id = "KEYPAIR-022",
            section = "5.7 C_DestroyObject",
            requirement = "A public key verifies when its private key is destroyed, which signs no more",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void publicKeyWithoutPrivateKey_verifies(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_ECDSA, CKF_VERIFY);
        long session = token.openReadWriteUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, EcCurve.P256);
        byte[] signature = token.sign(session, mechanism(CKM_ECDSA), pair.privateKey(), HASH.clone());
        token.p11().C_DestroyObject(session, pair.privateKey());

        assertOk(() -> token.verify(session, mechanism(CKM_ECDSA), pair.publicKey(), HASH.clone(), signature));
        assertReturns(
                CKR_KEY_HANDLE_INVALID,
                () -> token.p11().C_SignInit(session, mechanism(CKM_ECDSA), pair.privateKey(), true));
    }

    @ConformanceCase(
            id = "KEYPAIR-023",
            section = "5.14 C_GenerateKeyPair",
            requirement = "What the private key's template says is not said of the public key",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void template_isOfItsHalf(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        KeyPairs.Handles pair =
                KeyPairs.ec(token, session, EcCurve.P256, bytes(CKA_ID, ID), string(CKA_LABEL, "the private half"));

        assertThat(pair.publicKey()).isNotEqualTo(pair.privateKey());
        assertThat((byte[]) Attributes.read(token, session, pair.privateKey(), CKA_ID))
                .isEqualTo(ID);
        assertThat(token.find(session, ulong(CKA_CLASS, CKO_PUBLIC_KEY), string(CKA_LABEL, "the private half")))
                .isEmpty();
    }

    @ConformanceCase(
            id = "KEYPAIR-024",
            section = "4.8 CKO_PUBLIC_KEY",
            requirement = "A public key that the token made is local, and tells the mechanism",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void publicHalf_tellsItsOrigin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = KeyPairs.ec(token, session, EcCurve.P256).publicKey();

        assertThat(Attributes.read(token, session, key, CKA_LOCAL)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_KEY_GEN_MECHANISM)).isEqualTo(CKM_EC_KEY_PAIR_GEN);
    }

    /** A public exponent. */
    record Row(int number, BigInteger exponent) implements CaseRow {
        @Override
        public String id() {
            return "KEYPAIR-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "An RSA key has the public exponent that was asked for: " + exponent;
        }
    }

    @ConformanceCases(
            section = "2.1.4 PKCS #1 RSA key pair generation",
            rows = "exponents",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void exponent_isTheOneAskedFor(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadWriteUser();
        byte[] asked = BigIntegers.asUnsignedByteArray(row.exponent());
        long bits = KeyPairs.modulusBits(token);
        KeyPairs.Handles pair = Preparation.of(
                "the token makes no RSA key with this exponent", () -> KeyPairs.rsa(token, session, bits, asked));

        assertThat(PublicKeys.rsa(token, session, pair.publicKey()).getPublicExponent())
                .isEqualTo(row.exponent());
        assertThat((byte[]) Attributes.read(token, session, pair.privateKey(), CKA_MODULUS))
                .isEqualTo(Attributes.read(token, session, pair.publicKey(), CKA_MODULUS));
    }

    static List<Row> exponents() {
        return List.of(
                new Row(31, BigInteger.valueOf(65537)),
                new Row(32, BigInteger.valueOf(3)),
                new Row(33, BigInteger.valueOf(17)));
    }
}
