package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Attributes.pss;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;

/** Verification of a message in parts, and data that no mechanism takes. */
@ExtendWith(ConformanceExtension.class)
class VerificationInPartsCases {
    private static final byte[] MESSAGE = {1, 2, 3, 4, 5};

    @ConformanceCase(
            id = "VERIFY-001",
            section = "5.12 C_VerifyFinal",
            requirement = "A signature of the JDK's is accepted for the message in parts",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatureOfTheWhole_isAccepted(TokenUnderTest token) throws Exception {
        byte[] signature = signature();
        long session = updated(token, MESSAGE);

        assertOk(() -> token.p11().C_VerifyFinal(session, signature));
    }

    @ConformanceCase(
            id = "VERIFY-002",
            section = "5.12 C_VerifyFinal",
            requirement = "It is refused for another message in parts: CKR_SIGNATURE_INVALID",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatureOfAnotherMessage_isRefused(TokenUnderTest token) throws Exception {
        byte[] signature = signature();
        long session = updated(token, new byte[] {1, 2, 3, 4, 6});

        assertReturns(CKR_SIGNATURE_INVALID, () -> token.p11().C_VerifyFinal(session, signature));
    }

    @ConformanceCase(
            id = "VERIFY-003",
            section = "5.12 C_VerifyFinal",
            requirement = "A signature of the wrong length returns CKR_SIGNATURE_LEN_RANGE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatureOfTheWrongLength_isRefused(TokenUnderTest token) throws Exception {
        byte[] signature = Arrays.copyOf(signature(), 255);
        long session = updated(token, MESSAGE);

        assertReturns(CKR_SIGNATURE_LEN_RANGE, () -> token.p11().C_VerifyFinal(session, signature));
    }

    @ConformanceCase(
            id = "VERIFY-004",
            section = "5.12 C_VerifyFinal",
            requirement = "A refused signature ends the operation",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void refusedSignature_endsTheOperation(TokenUnderTest token) throws Exception {
        byte[] signature = signature();
        long session = updated(token, new byte[] {6, 6});
        Returns.of(() -> token.p11().C_VerifyFinal(session, signature));

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_VerifyUpdate(session, MESSAGE.clone()));
    }

    @ConformanceCase(
            id = "VERIFY-005",
            section = "5.12 C_Verify",
            requirement = "Data that cannot be in the signature is refused: CKR_DATA_LEN_RANGE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS)
    void dataThatIsTooLong_isRefused(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS, CKF_VERIFY);
        byte[] signature = signature();
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());

        assertReturnsOneOf(
                () -> token.verify(session, mechanism(CKM_RSA_PKCS), key, new byte[signature.length], signature),
                CKR_DATA_LEN_RANGE,
                CKR_SIGNATURE_INVALID);
    }

    @ConformanceCase(
            id = "VERIFY-006",
            section = "2.1.14 PSS",
            requirement = "PSS parameters that name another hash than the mechanism are refused",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS_PSS)
    void pssWithOtherHash_isRefused(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS_PSS, CKF_VERIFY);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        CK_MECHANISM other = mechanism(
                CKM_SHA256_RSA_PKCS_PSS, pss(HashAlgorithm.SHA512.mechanism(), HashAlgorithm.SHA512.mgf(), 64));

        assertReturns(CKR_MECHANISM_PARAM_INVALID, () -> token.p11().C_VerifyInit(session, other, key, true));
    }

    @ConformanceCase(
            id = "VERIFY-007",
            section = "5.12 C_Verify",
            requirement = "A sound signature with another byte behind it returns CKR_SIGNATURE_LEN_RANGE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatureWithATail_isNotVerified(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_VERIFY);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(SoftwareKeys.rsaPair().getPrivate());
        signer.update(MESSAGE);
        byte[] sound = signer.sign();
        byte[] longer = Arrays.copyOf(sound, sound.length + 1);
        assertOk(() -> token.verify(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE, sound));

        assertReturns(
                CKR_SIGNATURE_LEN_RANGE,
                () -> token.verify(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE, longer));
    }

    @ConformanceCase(
            id = "ENCRYPT-001",
            section = "5.8 C_Encrypt",
            requirement = "More data than the modulus less 11 bytes is not encrypted: CKR_DATA_LEN_RANGE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS)
    void dataThatDoesNotFit_isNotEncrypted(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        int room = SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic()) - 11;
        token.p11().C_EncryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
        assertOk(() -> token.p11().C_Encrypt(session, new byte[room]));
        token.p11().C_EncryptInit(session, mechanism(CKM_RSA_PKCS), key, true);

        assertReturns(CKR_DATA_LEN_RANGE, () -> token.p11().C_Encrypt(session, new byte[room + 1]));
    }

    @ConformanceCase(
            id = "ENCRYPT-002",
            section = "5.8 C_EncryptInit",
            requirement = "OAEP parameters with a mask function that does not exist return CKR_MECHANISM_PARAM_INVALID",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepWithUnknownMask_isRefused(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS_OAEP, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        CK_MECHANISM unknown = mechanism(CKM_RSA_PKCS_OAEP, oaep(HashAlgorithm.SHA1.mechanism(), 0x7F));
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());

        assertReturns(CKR_MECHANISM_PARAM_INVALID, () -> token.p11().C_EncryptInit(session, unknown, key, true));
    }

    @ConformanceCase(
            id = "ENCRYPT-003",
            section = "2.1.6 PKCS #1 v1.5",
            requirement = "The same data encrypted twice gives two cryptograms, since the padding is drawn anew",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS)
    void sameData_hasTwoCryptograms(TokenUnderTest token) throws Exception {
        assertFresh(token, mechanism(CKM_RSA_PKCS));
    }

    @ConformanceCase(
            id = "ENCRYPT-004",
            section = "2.1.8 OAEP",
            requirement = "The same data encrypted twice with OAEP gives two cryptograms, since the seed is drawn anew",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_OAEP)
    void sameDataByOaep_hasTwoCryptograms(TokenUnderTest token) throws Exception {
        assertFresh(token, mechanism(CKM_RSA_PKCS_OAEP, oaep(HashAlgorithm.SHA1.mechanism(), CKG_MGF1_SHA1)));
    }

    private static void assertFresh(TokenUnderTest token, CK_MECHANISM mechanism) throws PKCS11Exception {
        token.requireFlag(mechanism.mechanism, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        token.p11().C_EncryptInit(session, mechanism, key, true);
        byte[] first = token.p11().C_Encrypt(session, MESSAGE.clone());
        token.p11().C_EncryptInit(session, mechanism, key, true);

        assertThat(token.p11().C_Encrypt(session, MESSAGE.clone())).isNotEqualTo(first);
    }

    @ConformanceCase(
            id = "DIGEST-008",
            section = "5.10 C_DigestInit",
            requirement = "A second C_DigestInit returns CKR_OPERATION_ACTIVE, and the first goes on",
            mechanisms = CKM_SHA256)
    void secondDigest_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(session, MESSAGE.clone());

        assertReturns(CKR_OPERATION_ACTIVE, () -> token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true));
        assertThat(token.p11().C_DigestFinal(session)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, MESSAGE));
    }

    /** What the JDK signs with the suite's own key. */
    private static byte[] signature() throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(SoftwareKeys.rsaPair().getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    /** A session that has seen the message in two parts. */
    private static long updated(TokenUnderTest token, byte[] message) throws PKCS11Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_VERIFY);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        token.p11().C_VerifyInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
        token.p11().C_VerifyUpdate(session, Arrays.copyOf(message, 1));
        token.p11().C_VerifyUpdate(session, Arrays.copyOfRange(message, 1, message.length));
        return session;
    }
}
