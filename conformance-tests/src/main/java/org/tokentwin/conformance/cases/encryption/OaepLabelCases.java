package org.tokentwin.conformance.cases.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKZ_DATA_SPECIFIED;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** OAEP with a label, CKZ_DATA_SPECIFIED, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class OaepLabelCases {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "label".getBytes(StandardCharsets.US_ASCII);

    @ConformanceCase(
            id = "OAEP-LABEL-001",
            section = "2.1.8 OAEP",
            requirement = "A cryptogram with a label is decrypted with this label",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void sameLabel_decrypts(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        byte[] cryptogram = ofTheJdk(PublicKeys.rsa(token, session, key));
        decryptInit(token, session, LABEL);

        assertThat(token.p11().C_Decrypt(session, cryptogram)).isEqualTo(SECRET);
    }

    @ConformanceCase(
            id = "OAEP-LABEL-002",
            section = "2.1.8 OAEP",
            requirement = "A cryptogram with a label is refused with another label",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void otherLabel_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] cryptogram = ofTheJdk(PublicKeys.rsa(token, session, TokenKeys.rsa(token, session, CKA_DECRYPT)));
        decryptInit(token, session, LABEL);
        Preparation.run("the token decrypts nothing", () -> token.p11().C_Decrypt(session, cryptogram));
        decryptInit(token, session, SECRET);

        assertReturns(CKR_ENCRYPTED_DATA_INVALID, () -> token.p11().C_Decrypt(session, cryptogram));
    }

    @ConformanceCase(
            id = "OAEP-LABEL-003",
            section = "2.1.8 OAEP",
            requirement = "A cryptogram with a label is refused without one",
            mechanisms = CKM_RSA_PKCS_OAEP)
    void noLabel_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] cryptogram = ofTheJdk(PublicKeys.rsa(token, session, TokenKeys.rsa(token, session, CKA_DECRYPT)));
        decryptInit(token, session, LABEL);
        Preparation.run("the token decrypts nothing", () -> token.p11().C_Decrypt(session, cryptogram));
        decryptInit(token, session, new byte[0]);

        assertReturns(CKR_ENCRYPTED_DATA_INVALID, () -> token.p11().C_Decrypt(session, cryptogram));
    }

    @ConformanceCase(
            id = "OAEP-LABEL-004",
            section = "2.1.8 OAEP",
            requirement = "The JDK decrypts what the module encrypted with a label",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_OAEP)
    void encryptionWithLabel_isDecryptedByTheJdk(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_RSA_PKCS_OAEP, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        assumeTaken(() -> token.p11().C_EncryptInit(session, withLabel(LABEL), key, true));
        byte[] cryptogram = token.p11().C_Encrypt(session, SECRET.clone());

        assertThat(cipher(Cipher.DECRYPT_MODE, SoftwareKeys.rsaPair().getPrivate())
                        .doFinal(cryptogram))
                .isEqualTo(SECRET);
    }

    private static void decryptInit(TokenUnderTest token, long session, byte[] label) throws PKCS11Exception {
        token.requireFlag(CKM_RSA_PKCS_OAEP, CKF_DECRYPT);
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        assumeTaken(() -> token.p11().C_DecryptInit(session, withLabel(label), key, true));
    }

    /** A token need not take labels. */
    private static void assumeTaken(Returns.Call init) {
        long seen = Returns.of(init);
        NotApplicable.unless(seen == CKR_OK, "the token takes no label: " + Returns.name(seen));
    }

    private static CK_MECHANISM withLabel(byte[] label) {
        CK_RSA_PKCS_OAEP_PARAMS parameters = oaep(HashAlgorithm.SHA1.mechanism(), HashAlgorithm.SHA1.mgf());
        parameters.source = CKZ_DATA_SPECIFIED;
        parameters.pSourceData = label.length == 0 ? null : label.clone();
        return mechanism(CKM_RSA_PKCS_OAEP, parameters);
    }

    private static byte[] ofTheJdk(RSAPublicKey key) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, key).doFinal(SECRET);
    }

    private static Cipher cipher(int mode, Key key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                mode,
                key,
                new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, new PSource.PSpecified(LABEL)));
        return cipher;
    }
}
