package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.pss;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA1_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

@ExtendWith(ConformanceExtension.class)
class SignatureCases {
    private static final byte[] MESSAGE =
            "What passed on the twin passed on the token.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SHA256_PREFIX = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    @ConformanceCase(
            id = "SIGN-001",
            section = "5.11 C_Sign",
            requirement = "CKM_SHA1_RSA_PKCS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA1_RSA_PKCS)
    void rsaPkcs1WithSha1_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(session, mechanism(CKM_SHA1_RSA_PKCS), key, MESSAGE);

        assertThat(verifies(token, session, key, "SHA1withRSA", signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-002",
            section = "5.11 C_Sign",
            requirement = "CKM_SHA256_RSA_PKCS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void rsaPkcs1WithSha256_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE);

        assertThat(verifies(token, session, key, "SHA256withRSA", signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-003",
            section = "5.11 C_Sign",
            requirement = "CKM_SHA384_RSA_PKCS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA384_RSA_PKCS)
    void rsaPkcs1WithSha384_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(session, mechanism(CKM_SHA384_RSA_PKCS), key, MESSAGE);

        assertThat(verifies(token, session, key, "SHA384withRSA", signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-004",
            section = "5.11 C_Sign",
            requirement = "CKM_SHA512_RSA_PKCS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA512_RSA_PKCS)
    void rsaPkcs1WithSha512_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(session, mechanism(CKM_SHA512_RSA_PKCS), key, MESSAGE);

        assertThat(verifies(token, session, key, "SHA512withRSA", signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-005",
            section = "2.1.14 PSS",
            requirement = "CKM_SHA256_RSA_PKCS_PSS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA256_RSA_PKCS_PSS)
    void rsaPssWithSha256_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(
                session, mechanism(CKM_SHA256_RSA_PKCS_PSS, pss(CKM_SHA256, CKG_MGF1_SHA256, 32)), key, MESSAGE);

        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-006",
            section = "2.1.14 PSS",
            requirement = "CKM_SHA384_RSA_PKCS_PSS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA384_RSA_PKCS_PSS)
    void rsaPssWithSha384_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(
                session, mechanism(CKM_SHA384_RSA_PKCS_PSS, pss(CKM_SHA384, CKG_MGF1_SHA384, 48)), key, MESSAGE);

        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1));
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-007",
            section = "2.1.14 PSS",
            requirement = "CKM_SHA512_RSA_PKCS_PSS makes a signature that the JDK verifies",
            mechanisms = CKM_SHA512_RSA_PKCS_PSS)
    void rsaPssWithSha512_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] signature = token.sign(
                session, mechanism(CKM_SHA512_RSA_PKCS_PSS, pss(CKM_SHA512, CKG_MGF1_SHA512, 64)), key, MESSAGE);

        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-008",
            section = "2.1.6 PKCS #1 v1.5",
            requirement = "CKM_RSA_PKCS signs a DigestInfo that the JDK verifies",
            mechanisms = CKM_RSA_PKCS)
    void rsaPkcs1OfDigestInfo_verifies(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(MESSAGE);
        byte[] digestInfo = new byte[SHA256_PREFIX.length + hash.length];
        System.arraycopy(SHA256_PREFIX, 0, digestInfo, 0, SHA256_PREFIX.length);
        System.arraycopy(hash, 0, digestInfo, SHA256_PREFIX.length, hash.length);
        byte[] signature = token.sign(session, mechanism(CKM_RSA_PKCS), key, digestInfo);

        assertThat(verifies(token, session, key, "SHA256withRSA", signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-009",
            section = "2.1.6 PKCS #1 v1.5",
            requirement = "CKM_RSA_PKCS refuses more data than the modulus less 11 bytes",
            mechanisms = CKM_RSA_PKCS)
    void tooLongData_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        int most = PublicKeys.rsa(token, session, key).getModulus().bitLength() / 8 - 11;

        assertOk(() -> token.sign(session, mechanism(CKM_RSA_PKCS), key, new byte[most]));
        assertReturns(CKR_DATA_LEN_RANGE, () -> token.sign(session, mechanism(CKM_RSA_PKCS), key, new byte[most + 1]));
    }

    @ConformanceCase(
            id = "SIGN-010",
            section = "5.11 C_SignUpdate",
            requirement = "A message in parts has the signature of the whole",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void partsAndWhole_signAlike(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] whole = token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE);
        token.p11().C_SignInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
        for (byte one : MESSAGE) {
            token.p11().C_SignUpdate(session, new byte[] {one});
        }
        assertThat(token.p11().C_SignFinal(session)).isEqualTo(whole);
    }

    @ConformanceCase(
            id = "SIGN-011",
            section = "4.4 CKA_PRIVATE",
            requirement = "The private key is of no use without a login",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void keyUseWithoutLogin_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        NotApplicable.unless(
                Boolean.TRUE.equals(Attributes.read(token, session, key, CKA_PRIVATE)),
                "the token's key is not private");
        token.p11().C_Logout(session);

        assertThat(Returns.of(() -> token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE)))
                .isNotEqualTo(CKR_OK);
    }

    @ConformanceCase(
            id = "SIGN-012",
            section = "5.11 C_SignInit",
            requirement = "A logout during a signature ends it, or leaves it to give the right signature",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void logoutDuringSignature_endsIt(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] whole = token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE);
        token.p11().C_SignInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
        token.p11().C_SignUpdate(session, MESSAGE);
        token.p11().C_Logout(session);

        byte[][] signature = new byte[1][];
        if (Returns.of(() -> signature[0] = token.p11().C_SignFinal(session)) == CKR_OK) {
            assertThat(signature[0]).isEqualTo(whole);
        }
    }

    @ConformanceCase(
            id = "SIGN-013",
            section = "5.11 C_Sign",
            requirement = "C_Sign without C_SignInit returns CKR_OPERATION_NOT_INITIALIZED")
    void signWithoutInit_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_Sign(session, MESSAGE));
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_SignUpdate(session, MESSAGE));
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_SignFinal(session));
    }

    @ConformanceCase(
            id = "SIGN-014",
            section = "5.11 C_SignInit",
            requirement = "A second C_SignInit returns CKR_OPERATION_ACTIVE",
            mechanisms = CKM_RSA_PKCS)
    void secondInit_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), key, true);

        assertReturns(CKR_OPERATION_ACTIVE, () -> token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), key, true));
    }

    @ConformanceCase(
            id = "SIGN-015",
            section = "5.11 C_SignInit",
            requirement = "A mechanism that does not sign returns CKR_MECHANISM_INVALID")
    void digestMechanism_doesNotSign(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);

        assertReturns(CKR_MECHANISM_INVALID, () -> token.p11().C_SignInit(session, mechanism(CKM_SHA256), key, true));
    }

    @ConformanceCase(
            id = "SIGN-016",
            section = "5.11 C_SignInit",
            requirement = "An EC mechanism with an RSA key returns CKR_KEY_TYPE_INCONSISTENT",
            mechanisms = CKM_ECDSA)
    void ecdsaWithRsaKey_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);

        assertReturns(
                CKR_KEY_TYPE_INCONSISTENT, () -> token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true));
    }

    @ConformanceCase(
            id = "SIGN-017",
            section = "5.11 C_SignInit",
            requirement = "A certificate is no key: CKR_KEY_HANDLE_INVALID",
            mechanisms = CKM_RSA_PKCS)
    void certificateAsKey_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long[] certificates = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE));
        Assumptions.assumeTrue(certificates.length > 0, "the token holds no certificate");

        assertReturnsOneOf(
                () -> token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), certificates[0], true),
                CKR_KEY_HANDLE_INVALID,
                CKR_KEY_TYPE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "SIGN-018",
            section = "2.1.14 PSS",
            requirement = "PSS parameters that name another hash than the mechanism are refused",
            mechanisms = CKM_SHA256_RSA_PKCS_PSS)
    void pssWithOtherHash_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);

        assertReturns(
                CKR_MECHANISM_PARAM_INVALID,
                () -> token.p11()
                        .C_SignInit(
                                session,
                                mechanism(CKM_SHA256_RSA_PKCS_PSS, pss(CKM_SHA512, CKG_MGF1_SHA512, 64)),
                                key,
                                true));
    }

    @ConformanceCase(
            id = "SIGN-019",
            section = "2.1.14 PSS",
            requirement = "Two PSS signatures of one message differ: the salt is fresh",
            mechanisms = CKM_SHA256_RSA_PKCS_PSS)
    void pssSignatures_differ(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        CK_MECHANISM pss = mechanism(CKM_SHA256_RSA_PKCS_PSS, pss(CKM_SHA256, CKG_MGF1_SHA256, 32));

        assertThat(token.sign(session, pss, key, MESSAGE)).isNotEqualTo(token.sign(session, pss, key, MESSAGE));
    }

    @ConformanceCase(
            id = "SIGN-020",
            section = "5.12 C_Verify",
            requirement = "The module accepts its signature and refuses it for another message",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void verify_tellsMessagesApart(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        long publicKey = PublicKeys.onToken(token, session, PublicKeys.rsa(token, session, key));
        CK_MECHANISM mechanism = mechanism(CKM_SHA256_RSA_PKCS);
        byte[] signature = token.sign(session, mechanism, key, MESSAGE);

        assertOk(() -> token.verify(session, mechanism, publicKey, MESSAGE, signature));
        assertReturns(CKR_SIGNATURE_INVALID, () -> token.verify(session, mechanism, publicKey, new byte[5], signature));
    }

    @ConformanceCase(
            id = "SIGN-021",
            section = "5.12 C_Verify",
            requirement = "A signature with one bit changed is refused, wherever the bit is",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void verify_seesEveryBit(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        long publicKey = PublicKeys.onToken(token, session, PublicKeys.rsa(token, session, key));
        CK_MECHANISM mechanism = mechanism(CKM_SHA256_RSA_PKCS);
        byte[] signature = token.sign(session, mechanism, key, MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit += 101) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertReturns(CKR_SIGNATURE_INVALID, () -> token.verify(session, mechanism, publicKey, MESSAGE, changed));
        }
    }

    @ConformanceCase(
            id = "SIGN-022",
            section = "5.12 C_Verify",
            requirement = "A signature of the wrong length returns CKR_SIGNATURE_LEN_RANGE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void shortSignature_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        long publicKey = PublicKeys.onToken(token, session, PublicKeys.rsa(token, session, key));
        CK_MECHANISM mechanism = mechanism(CKM_SHA256_RSA_PKCS);
        byte[] signature = token.sign(session, mechanism, key, MESSAGE);
        byte[] shorter = Arrays.copyOf(signature, signature.length - 1);

        assertReturns(CKR_SIGNATURE_LEN_RANGE, () -> token.verify(session, mechanism, publicKey, MESSAGE, shorter));
    }

    private static boolean verifies(TokenUnderTest token, long session, long key, String algorithm, byte[] signature)
            throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }
}
