package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Whether the token's own RSA key decrypts what it says it does. A case about it does not apply where it does not, so that the suite's cases do not tell. */
final class DecryptionCapture {
    private static final byte[] DATA = new byte[16];

    private final TokenUnderTest token;
    private final ProfileDraft draft;

    /**
     * A mechanism.
     *
     * @param jdkName by which the JDK encrypts what it decrypts
     */
    private record Form(long type, CK_MECHANISM mechanism, String jdkName) {}

    DecryptionCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    private static List<Form> forms() {
        return List.of(
                new Form(Ckm.CKM_RSA_PKCS, mechanism(Ckm.CKM_RSA_PKCS), "RSA/ECB/PKCS1Padding"),
                new Form(
                        Ckm.CKM_RSA_PKCS_OAEP,
                        mechanism(Ckm.CKM_RSA_PKCS_OAEP, oaep(Ckm.CKM_SHA_1, Ckg.CKG_MGF1_SHA1)),
                        "RSA/ECB/OAEPWithSHA-1AndMGF1Padding"));
    }

    /** @param session in which the user is logged in */
    void run(long session) {
        try {
            OptionalLong key = key(session);
            if (key.isEmpty()) {
                draft.notLearnt(
                        "whether the token's key decrypts", "no RSA key on it does, without a login for each use");
                return;
            }
            for (Form form : forms()) {
                decrypt(form, session, key.getAsLong());
            }
        } catch (PKCS11Exception e) {
            draft.notLearnt("whether the token's key decrypts", "the token returned " + Returns.name(e.getErrorCode()));
        }
    }

    private OptionalLong key(long session) throws PKCS11Exception {
        for (long key : token.privateKeys(session, Ckk.CKK_RSA)) {
            if (Boolean.TRUE.equals(Attributes.read(token, session, key, Cka.CKA_DECRYPT))
                    && !Boolean.TRUE.equals(Attributes.read(token, session, key, Cka.CKA_ALWAYS_AUTHENTICATE))) {
                return OptionalLong.of(key);
            }
        }
        return OptionalLong.empty();
    }

    private void decrypt(Form form, long session, long key) throws PKCS11Exception {
        byte[] cryptogram = encrypted(form, publicKey(session, key));
        if (Returns.of(() -> token.p11().C_DecryptInit(session, form.mechanism(), key, true)) != CKR_OK) {
            return; // which the suite's cases see
        }
        String ckr = Returns.name(Returns.of(() -> token.p11().C_Decrypt(session, cryptogram)));
        if (!ckr.equals(Ckr.CKR_OK.name()) && Ckr.named(ckr).isPresent()) {
            draft.table(
                    "refusals",
                    List.of(
                            "operation = " + TomlText.of(CryptokiFunction.C_Decrypt.name()),
                            "mechanism = " + TomlText.of(Ckm.name(form.type())),
                            "return = " + TomlText.of(ckr)),
                    "of the token's own key, and data that it should decrypt");
        }
    }

    private PublicKey publicKey(long session, long key) throws PKCS11Exception {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            number(session, key, Cka.CKA_MODULUS), number(session, key, Cka.CKA_PUBLIC_EXPONENT)));
        } catch (GeneralSecurityException e) {
            throw new PKCS11Exception(Ckr.CKR_ATTRIBUTE_VALUE_INVALID.code());
        }
    }

    private BigInteger number(long session, long key, long type) throws PKCS11Exception {
        if (Attributes.read(token, session, key, type) instanceof byte[] bytes) {
            return new BigInteger(1, bytes);
        }
        throw new PKCS11Exception(Ckr.CKR_ATTRIBUTE_TYPE_INVALID.code());
    }

    private static byte[] encrypted(Form form, PublicKey key) {
        try {
            Cipher cipher = Cipher.getInstance(form.jdkName());
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(DATA);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + form.jdkName(), e);
        }
    }
}
