package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

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
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Whether the token's own RSA key decrypts what it says it does. A case about it does not apply where it does not, so that the suite's cases do not tell. */
final class DecryptionCapture {
    private static final byte[] DATA = new byte[16];

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final OaepCapture oaep;

    DecryptionCapture(TokenUnderTest token, ProfileDraft draft, OaepCapture oaep) {
        this.token = token;
        this.draft = draft;
        this.oaep = oaep;
    }

    /** @param session in which the user is logged in */
    void run(long session) {
        try {
            OptionalLong key = OwnKeys.rsa(token, session, Cka.CKA_DECRYPT);
            if (key.isEmpty()) {
                draft.notLearnt(
                        "whether the token's key decrypts", "no RSA key on it does, without a login for each use");
                return;
            }
            PublicKey publicKey = publicKey(session, key.getAsLong());
            decrypt(session, key.getAsLong(), encrypted(publicKey));
            oaep.runOwn(publicKey, key.getAsLong());
        } catch (PKCS11Exception e) {
            draft.notLearnt("whether the token's key decrypts", "the token returned " + Returns.name(e.getErrorCode()));
        }
    }

    private void decrypt(long session, long key, byte[] cryptogram) {
        if (Returns.of(() -> token.p11().C_DecryptInit(session, mechanism(Ckm.CKM_RSA_PKCS), key, true)) != CKR_OK) {
            return; // which the suite's cases see
        }
        String ckr = Returns.name(Returns.of(() -> token.p11().C_Decrypt(session, cryptogram)));
        if (!ckr.equals(Ckr.CKR_OK.name()) && Ckr.named(ckr).isPresent()) {
            draft.table(
                    "refusals",
                    List.of(
                            "operation = " + TomlText.of(CryptokiFunction.C_Decrypt.name()),
                            "mechanism = " + TomlText.of(Ckm.name(Ckm.CKM_RSA_PKCS)),
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

    private static byte[] encrypted(PublicKey key) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(DATA);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
