package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKD_NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDH1_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_ECDH1_DERIVE_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PrivateKeys;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** Results and inputs whose first byte happens to be zero, as one in 256 is: they keep their length. */
@ExtendWith(ConformanceExtension.class)
class LeadingZeroCases {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.US_ASCII);

    /** One signature in 128 has a zero before r or s: of so many, one has. */
    private static final int SIGNATURES = 4000;

    @ConformanceCase(
            id = "LEADINGZERO-001",
            section = "2.1.7 X.509 (raw) RSA",
            requirement = "A CKM_RSA_X_509 signature that begins with 00 is as long as the modulus",
            mechanisms = CKM_RSA_X_509)
    void rawSignature_keepsItsLength(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_X_509, CKF_SIGN);
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        RSAPublicKey open = PublicKeys.rsa(token, session, key);
        byte[] signature = beginningWithZero(open);
        byte[] block = SoftwareKeys.encryptBlock(open, signature);

        assertThat(token.sign(session, mechanism(CKM_RSA_X_509), key, block)).isEqualTo(signature);
    }

    @ConformanceCase(
            id = "LEADINGZERO-002",
            section = "2.1.6 PKCS #1 v1.5 RSA",
            requirement = "A CKM_RSA_PKCS cryptogram that begins with 00 is decrypted",
            mechanisms = CKM_RSA_PKCS)
    void pkcs1Cryptogram_isDecrypted(TokenUnderTest token) throws Exception {
        assertDecrypted(token, mechanism(CKM_RSA_PKCS), "RSA/ECB/PKCS1Padding");
    }

    @ConformanceCase(
            id = "LEADINGZERO-003",
            section = "2.1.8 PKCS #1 RSA OAEP",
            requirement = "A CKM_RSA_PKCS_OAEP cryptogram that begins with 00 is decrypted",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void oaepCryptogram_isDecrypted(TokenUnderTest token) throws Exception {
        assertDecrypted(
                token,
                mechanism(CKM_RSA_PKCS_OAEP, oaep(CKM_SHA_1, CKG_MGF1_SHA1)),
                "RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    }

    @ConformanceCase(
            id = "LEADINGZERO-004",
            section = "2.1.6 PKCS #1 v1.5 RSA",
            requirement = "A signature that begins with 00 is accepted",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signature_isAccepted(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_VERIFY);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        Signed signed = softwareSigned();

        assertOk(
                () -> token.verify(session, mechanism(CKM_SHA256_RSA_PKCS), key, signed.message(), signed.signature()));
    }

    @ConformanceCase(
            id = "LEADINGZERO-005",
            section = "2.1.6 PKCS #1 v1.5 RSA",
            requirement = "A signature that begins with 00 is as long as the modulus",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signature_keepsItsLength(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
        long session = token.openReadOnlyUser();
        long key = PrivateKeys.onToken(token, session, bool(CKA_SIGN, true));
        Signed signed = softwareSigned();

        assertThat(token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, signed.message()))
                .isEqualTo(signed.signature());
    }

    @ConformanceCase(
            id = "LEADINGZERO-006",
            section = "2.1.7 X.509 (raw) RSA",
            requirement = "A CKM_RSA_X_509 cryptogram that begins with 00 is as long as the modulus",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_X_509)
    void rawCryptogram_keepsItsLength(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_X_509, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        byte[] cryptogram = beginningWithZero(SoftwareKeys.rsaPublic());
        token.p11().C_EncryptInit(session, mechanism(CKM_RSA_X_509), key, true);

        assertThat(token.p11().C_Encrypt(session, SoftwareKeys.signBlock(cryptogram)))
                .isEqualTo(cryptogram);
    }

    @ConformanceCase(
            id = "LEADINGZERO-007",
            section = "2.3.6 ECDSA",
            requirement = "An ECDSA signature whose r or s begins with 00 is as long as any, and verifies",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void ecdsaSignature_keepsItsLength(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, EcCurve.P256);
        Signed signed;
        int made = 0;
        do {
            byte[] hash = SignatureBlock.hash(
                    HashAlgorithm.SHA256, ("message " + made++).getBytes(StandardCharsets.US_ASCII));
            signed = new Signed(hash, token.sign(session, mechanism(CKM_ECDSA), pair.privateKey(), hash.clone()));
            assertThat(signed.signature()).hasSize(EcCurve.P256.signatureBytes());
        } while (!hasZero(signed.signature()) && made < SIGNATURES);

        assertThat(hasZero(signed.signature())).isTrue();
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(PublicKeys.ec(token, session, pair.publicKey(), EcCurve.P256.oid()));
        verifier.update(signed.message());
        assertThat(verifier.verify(signed.signature())).isTrue();
    }

    @ConformanceCase(
            id = "LEADINGZERO-008",
            section = "2.3.10 ECDH",
            requirement = "An agreed secret that begins with 00 keeps its zero",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void agreedSecret_keepsItsLength(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, EcCurve.P256, bool(CKA_DERIVE, true));
        PublicKey ofTheToken = PublicKeys.ec(token, session, pair.publicKey(), EcCurve.P256.oid());
        KeyPair own;
        byte[] secret;
        do {
            own = SoftwareKeys.freshEc(EcCurve.P256.jdkName());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own.getPrivate());
            agreement.doPhase(ofTheToken, true);
            secret = agreement.generateSecret();
        } while (secret[0] != 0);
        CK_ECDH1_DERIVE_PARAMS parameters = new CK_ECDH1_DERIVE_PARAMS();
        parameters.kdf = CKD_NULL;
        parameters.pPublicData = SubjectPublicKeyInfo.getInstance(
                        own.getPublic().getEncoded())
                .getPublicKeyData()
                .getBytes();
        CK_ATTRIBUTE[] readable = SecretKeys.readable(CKK_GENERIC_SECRET, ulong(CKA_VALUE_LEN, secret.length));
        long derived = token.p11()
                .C_DeriveKey(session, mechanism(CKM_ECDH1_DERIVE, parameters), pair.privateKey(), readable, true);

        assertThat(SecretKeys.value(token, session, derived)).isEqualTo(secret);
    }

    private static void assertDecrypted(TokenUnderTest token, CK_MECHANISM mechanism, String jdkName) throws Exception {
        token.requireFlag(mechanism.mechanism, CKF_DECRYPT);
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        Cipher cipher = Cipher.getInstance(jdkName);
        cipher.init(Cipher.ENCRYPT_MODE, PublicKeys.rsa(token, session, key));
        byte[] usual = cryptogram(cipher, false);
        Preparation.run("the token does not decrypt", () -> decrypted(token, session, mechanism, key, usual));
        byte[] cryptogram = cryptogram(cipher, true);

        assertThat(decrypted(token, session, mechanism, key, cryptogram)).isEqualTo(MESSAGE);
    }

    /** One that begins with a zero, or one that does not: its padding is another each time. */
    private static byte[] cryptogram(Cipher cipher, boolean zero) throws GeneralSecurityException {
        byte[] cryptogram;
        do {
            cryptogram = cipher.doFinal(MESSAGE);
        } while ((cryptogram[0] == 0) != zero);
        return cryptogram;
    }

    private static byte[] decrypted(
            TokenUnderTest token, long session, CK_MECHANISM mechanism, long key, byte[] cryptogram)
            throws PKCS11Exception {
        token.p11().C_DecryptInit(session, mechanism, key, true);
        return token.p11().C_Decrypt(session, cryptogram);
    }

    /** A message and what somebody made of it. */
    private static final class Signed {
        private final byte[] message;
        private final byte[] signature;

        Signed(byte[] message, byte[] signature) {
            this.message = message;
            this.signature = signature;
        }

        byte[] message() {
            return message.clone();
        }

        byte[] signature() {
            return signature.clone();
        }
    }

    /** A message that the suite's own key signs so. */
    private static Signed softwareSigned() throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(SoftwareKeys.rsaPair().getPrivate());
        for (int number = 0; ; number++) {
            byte[] message = ("message " + number).getBytes(StandardCharsets.US_ASCII);
            signer.update(message);
            byte[] signature = signer.sign();
            if (signature[0] == 0) {
                return new Signed(message, signature);
            }
        }
    }

    private static byte[] beginningWithZero(RSAPublicKey key) {
        byte[] block = new byte[SoftwareKeys.modulusBytes(key)];
        Arrays.fill(block, (byte) 0x5A);
        block[0] = 0;
        return block;
    }

    private static boolean hasZero(byte[] signature) {
        return signature[0] == 0 || signature[EcCurve.P256.numberBytes()] == 0;
    }
}
