package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** Every private key that is on the token, whichever of them the other cases take. */
@ExtendWith(ConformanceExtension.class)
class EachKeyCases {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.US_ASCII);

    @ConformanceCase(
            id = "EACHKEY-001",
            section = "2.1.6 PKCS #1 v1.5 RSA",
            requirement = "Each RSA key that signs makes a signature that verifies with its modulus",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void eachRsaKey_signs(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
        long session = token.openReadOnlyUser();
        Signature verifier = Signature.getInstance("SHA256withRSA");
        for (long key : ready(token, session, CKK_RSA, CKA_SIGN)) {
            byte[] signature = token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE.clone());
            verifier.initVerify(PublicKeys.rsa(token, session, key));
            verifier.update(MESSAGE);
            assertThat(verifier.verify(signature)).as("key %s", key).isTrue();
        }
    }

    @ConformanceCase(
            id = "EACHKEY-002",
            section = "2.1.6 PKCS #1 v1.5 RSA",
            requirement = "Each RSA key that decrypts reads what was encrypted to its modulus",
            mechanisms = CKM_RSA_PKCS)
    void eachRsaKey_decrypts(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS, CKF_DECRYPT);
        long session = token.openReadOnlyUser();
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        for (long key : ready(token, session, CKK_RSA, CKA_DECRYPT)) {
            cipher.init(Cipher.ENCRYPT_MODE, PublicKeys.rsa(token, session, key));
            token.p11().C_DecryptInit(session, mechanism(CKM_RSA_PKCS), key, true);
            assertThat(token.p11().C_Decrypt(session, cipher.doFinal(MESSAGE)))
                    .as("key %s", key)
                    .isEqualTo(MESSAGE);
        }
    }

    @ConformanceCase(
            id = "EACHKEY-003",
            section = "2.3.6 ECDSA",
            requirement =
                    "Each EC key that signs makes a signature that verifies with the public key or certificate of its CKA_ID",
            mechanisms = CKM_ECDSA)
    void eachEcKey_signs(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_ECDSA, CKF_SIGN);
        long session = token.openReadOnlyUser();
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        byte[] hash = SignatureBlock.hash(HashAlgorithm.SHA256, MESSAGE);
        for (long key : ready(token, session, CKK_EC, CKA_SIGN)) {
            verifier.initVerify(publicKey(token, session, key));
            verifier.update(hash);
            byte[] signature = token.sign(session, mechanism(CKM_ECDSA), key, hash.clone());
            assertThat(verifier.verify(signature)).as("key %s", key).isTrue();
        }
    }

    /** The keys of a type that have the use, and ask for no login before it. */
    private static List<Long> ready(TokenUnderTest token, long session, long keyType, long use) throws PKCS11Exception {
        List<Long> keys = new ArrayList<>();
        for (long key : token.privateKeys(session, keyType)) {
            if (TokenKeys.isReady(token, session, key, use)) {
                keys.add(key);
            }
        }
        NotApplicable.unless(
                !keys.isEmpty(),
                "the token holds no "
                        + PKCS11Constants.codeToName(Category.CKK, keyType).substring(4) + " key with "
                        + PKCS11Constants.codeToName(Category.CKA, use));
        return keys;
    }

    private static PublicKey publicKey(TokenUnderTest token, long session, long key) throws Exception {
        CK_ATTRIBUTE id = bytes(CKA_ID, (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_ID)));
        for (long open : token.find(session, ulong(CKA_CLASS, CKO_PUBLIC_KEY), id)) {
            byte[] parameters = (byte[]) Objects.requireNonNull(Attributes.read(token, session, open, CKA_EC_PARAMS));
            return PublicKeys.ec(token, session, open, ASN1ObjectIdentifier.getInstance(parameters));
        }
        for (long certificate : token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE), id)) {
            byte[] value = (byte[]) Objects.requireNonNull(Attributes.read(token, session, certificate, CKA_VALUE));
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(value))
                    .getPublicKey();
        }
        throw new NotApplicable("a key has neither a public key nor a certificate with its CKA_ID");
    }
}
