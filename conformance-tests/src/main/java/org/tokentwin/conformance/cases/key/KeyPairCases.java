package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_GEN_MECHANISM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_NEVER_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CURVE_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DOMAIN_PARAMS_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;

@ExtendWith(ConformanceExtension.class)
class KeyPairCases {
    /** Of the arc for examples, ITU-T X.660. */
    private static final ASN1ObjectIdentifier NO_CURVE = new ASN1ObjectIdentifier("2.999.1");

    private static final byte[] MESSAGE = {1, 2, 3};
    private static final byte[] EXPONENT = {1, 0, 1};

    @ConformanceCase(
            id = "KEYPAIR-001",
            section = "5.14 C_GenerateKeyPair",
            requirement = "Two generated EC keys differ",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void generatedEcKeys_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();

        assertThat(point(token, session, ecPair(token, session, SECObjectIdentifiers.secp256r1)[0]))
                .isNotEqualTo(point(token, session, ecPair(token, session, SECObjectIdentifiers.secp256r1)[0]));
    }

    @ConformanceCase(
            id = "KEYPAIR-002",
            section = "5.14 C_GenerateKeyPair",
            requirement = "Two generated RSA keys differ",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void generatedRsaKeys_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long bits = KeyPairs.modulusBits(token);
        RSAPublicKey first = rsa(token, session, bits);
        RSAPublicKey second = rsa(token, session, bits);

        assertThat(first.getModulus()).isNotEqualTo(second.getModulus());
        assertThat(first.getModulus().bitLength()).isEqualTo((int) bits);
    }

    @ConformanceCase(
            id = "KEYPAIR-003",
            section = "2.3.6 ECDSA",
            requirement = "ECDSA signatures of two messages do not share r: the nonce is another",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void ecdsaNonces_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = ecPair(token, session, SECObjectIdentifiers.secp256r1)[1];
        byte[] hash = new byte[32];
        byte[] first = token.sign(session, mechanism(CKM_ECDSA), key, hash);
        hash[0] = 1; // a nonce that is made from key and hash, RFC 6979, differs too
        byte[] second = token.sign(session, mechanism(CKM_ECDSA), key, hash);

        assertThat(first).hasSize(64);
        assertThat(Arrays.copyOf(first, 32)).isNotEqualTo(Arrays.copyOf(second, 32));
    }

    @ConformanceCase(
            id = "KEYPAIR-004",
            section = "2.3.6 ECDSA",
            requirement = "CKM_ECDSA_SHA256 on P-256 makes a signature that the JDK verifies",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA_SHA256})
    void ecdsaOnP256_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long[] pair = ecPair(token, session, SECObjectIdentifiers.secp256r1);
        byte[] signature = token.sign(session, mechanism(CKM_ECDSA_SHA256), pair[1], MESSAGE);

        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(PublicKeys.ec(token, session, pair[0], SECObjectIdentifiers.secp256r1));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "KEYPAIR-005",
            section = "2.3.6 ECDSA",
            requirement = "CKM_ECDSA_SHA384 on P-384 makes a signature that the JDK verifies",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA_SHA384})
    void ecdsaOnP384_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long[] pair = ecPair(token, session, SECObjectIdentifiers.secp384r1);
        byte[] signature = token.sign(session, mechanism(CKM_ECDSA_SHA384), pair[1], MESSAGE);

        Signature verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
        verifier.initVerify(PublicKeys.ec(token, session, pair[0], SECObjectIdentifiers.secp384r1));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "KEYPAIR-006",
            section = "2.3.6 ECDSA",
            requirement = "CKM_ECDSA_SHA512 on P-521 makes a signature that the JDK verifies",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA_SHA512})
    void ecdsaOnP521_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long[] pair = ecPair(token, session, SECObjectIdentifiers.secp521r1);
        byte[] signature = token.sign(session, mechanism(CKM_ECDSA_SHA512), pair[1], MESSAGE);

        Signature verifier = Signature.getInstance("SHA512withECDSAinP1363Format");
        verifier.initVerify(PublicKeys.ec(token, session, pair[0], SECObjectIdentifiers.secp521r1));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "KEYPAIR-007",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "A key that the token made is local, always sensitive and never extractable",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void generatedKey_tellsItsOrigin(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = ecPair(token, session, SECObjectIdentifiers.secp256r1)[1];

        assertThat(Attributes.read(token, session, key, CKA_LOCAL)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_ALWAYS_SENSITIVE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_NEVER_EXTRACTABLE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_KEY_GEN_MECHANISM)).isEqualTo(CKM_EC_KEY_PAIR_GEN);
        assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> Attributes.read(token, session, key, CKA_VALUE));
    }

    @ConformanceCase(
            id = "KEYPAIR-008",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A key pair on the token outlives the application and still signs",
            effect = Effect.TOKEN_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void generatedTokenKey_outlivesTheApplication(TokenUnderTest token) throws Exception {
        long session = token.openReadWriteUser();
        CK_ATTRIBUTE[] onToken = {bool(CKA_TOKEN, true), bytes(CKA_ID, new byte[] {9, 9})};
        generate(token, session, SECObjectIdentifiers.secp256r1, onToken);
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        long after = token.openReadWriteUser();
        long[] found = token.find(after, ulong(CKA_CLASS, CKO_PRIVATE_KEY), bytes(CKA_ID, new byte[] {9, 9}));
        assertThat(found).hasSize(1);
        assertThat(token.sign(after, mechanism(CKM_ECDSA), found[0], new byte[32]))
                .hasSize(64);
    }

    @ConformanceCase(
            id = "KEYPAIR-009",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A key whose CKA_SIGN is false does not sign",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void keyWithoutSign_doesNotSign(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key =
                generate(token, session, SECObjectIdentifiers.secp256r1, new CK_ATTRIBUTE[] {bool(CKA_SIGN, false)})[1];

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED, () -> token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true));
    }

    @ConformanceCase(
            id = "KEYPAIR-010",
            section = "5.14 C_GenerateKeyPair",
            requirement = "An object identifier that names no curve is refused",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void unknownCurve_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> ecPair(token, session, NO_CURVE),
                CKR_CURVE_NOT_SUPPORTED,
                CKR_DOMAIN_PARAMS_INVALID,
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_TEMPLATE_INCONSISTENT);
    }

    private static byte[] point(TokenUnderTest token, long session, long key) throws PKCS11Exception {
        return (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_EC_POINT));
    }

    private static long[] ecPair(TokenUnderTest token, long session, ASN1ObjectIdentifier curve)
            throws PKCS11Exception {
        CK_ATTRIBUTE[] secret = {bool(CKA_SIGN, true), bool(CKA_SENSITIVE, true), bool(CKA_EXTRACTABLE, false)};
        return generate(token, session, curve, secret);
    }

    private static long[] generate(
            TokenUnderTest token, long session, ASN1ObjectIdentifier curve, CK_ATTRIBUTE[] privateTemplate)
            throws PKCS11Exception {
        CK_ATTRIBUTE[] publicTemplate = {bytes(CKA_EC_PARAMS, encoded(curve)), bool(CKA_VERIFY, true)};
        return token.p11()
                .C_GenerateKeyPair(session, mechanism(CKM_EC_KEY_PAIR_GEN), publicTemplate, privateTemplate, true);
    }

    private static RSAPublicKey rsa(TokenUnderTest token, long session, long bits) throws Exception {
        return PublicKeys.rsa(
                token, session, KeyPairs.rsa(token, session, bits, EXPONENT).publicKey());
    }

    private static byte[] encoded(ASN1ObjectIdentifier curve) {
        try {
            return curve.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
