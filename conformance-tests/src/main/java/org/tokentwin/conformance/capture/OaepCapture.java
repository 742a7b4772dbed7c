package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Which hash functions OAEP is taken with, and whether with a label, by the token's own key, or else by objects of a session. */
final class OaepCapture {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    /** A parameter. */
    private enum Form {
        SHA_1(HashAlgorithm.SHA1, ""),
        SHA_224(HashAlgorithm.SHA224, ""),
        SHA_256(HashAlgorithm.SHA256, ""),
        SHA_384(HashAlgorithm.SHA384, ""),
        SHA_512(HashAlgorithm.SHA512, ""),
        SHA_1_WITH_LABEL(HashAlgorithm.SHA1, "label");

        private final HashAlgorithm hash;
        private final byte[] label;

        Form(HashAlgorithm hash, String label) {
            this.hash = hash;
            this.label = label.getBytes(StandardCharsets.US_ASCII);
        }

        CK_MECHANISM mechanism() {
            CK_RSA_PKCS_OAEP_PARAMS parameters = oaep(hash.mechanism(), hash.mgf());
            parameters.pSourceData = label.length == 0 ? null : label.clone();
            return Attributes.mechanism(CKM_RSA_PKCS_OAEP, parameters);
        }

        OAEPParameterSpec jdk() {
            return new OAEPParameterSpec(hash.jdkName(), "MGF1", hash.mgfSpec(), new PSource.PSpecified(label));
        }
    }

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final Map<CryptokiFunction, Map<Form, Long>> seen = new LinkedHashMap<>();

    OaepCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    /**
     * What the token's own key decrypts.
     *
     * @param key which is for that
     */
    void runOwn(PublicKey publicKey, long key) throws PKCS11Exception {
        if (hasFlag(Ckf.CKF_DECRYPT)) {
            for (Form form : Form.values()) {
                decrypt(form, key, encrypted(publicKey, form));
            }
        }
    }

    /**
     * What keys of a session do, and ends.
     *
     * @param session that the keys are objects of
     */
    void run(OwnRsaPair pair, long session) {
        try {
            if (hasFlag(Ckf.CKF_ENCRYPT)) {
                long key = pair.bringPublic(token, session, bool(CKA_ENCRYPT, true));
                for (Form form : Form.values()) {
                    encrypt(form, key);
                }
            }
            if (seen.getOrDefault(CryptokiFunction.C_DecryptInit, Map.of()).isEmpty() && hasFlag(Ckf.CKF_DECRYPT)) {
                long key = pair.bringPrivate(token, session, bool(CKA_DECRYPT, true));
                for (Form form : Form.values()) {
                    decrypt(form, key, encrypted(pair.publicKey(), form));
                }
            }
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "refusals by OAEP's parameter, of objects of a session",
                    "the token returned " + Returns.name(e.getErrorCode()));
        }
    }

    /** Writes what was learnt. */
    void learn() {
        seen.forEach(this::learn);
    }

    private boolean hasFlag(long flag) {
        try {
            return (token.mechanismInfo(CKM_RSA_PKCS_OAEP).flags & flag) != 0;
        } catch (PKCS11Exception e) {
            return false; // it is not listed
        }
    }

    private void encrypt(Form form, long key) throws PKCS11Exception {
        long session = token.openReadOnly();
        note(
                CryptokiFunction.C_EncryptInit,
                form,
                Returns.of(() -> token.p11().C_EncryptInit(session, form.mechanism(), key, true)));
        token.p11().C_CloseSession(session);
    }

    private void decrypt(Form form, long key, byte[] cryptogram) throws PKCS11Exception {
        long session = token.openReadOnly();
        long begun = Returns.of(() -> token.p11().C_DecryptInit(session, form.mechanism(), key, true));
        note(CryptokiFunction.C_DecryptInit, form, begun);
        if (begun == CKR_OK) {
            note(CryptokiFunction.C_Decrypt, form, Returns.of(() -> token.p11().C_Decrypt(session, cryptogram)));
        }
        token.p11().C_CloseSession(session);
    }

    private void note(CryptokiFunction function, Form form, long ckr) {
        seen.computeIfAbsent(function, any -> new LinkedHashMap<>()).put(form, ckr);
    }

    private static byte[] encrypted(PublicKey key, Form form) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, form.jdk());
            return cipher.doFinal(DATA);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has OAEP", e);
        }
    }

    private void learn(CryptokiFunction function, Map<Form, Long> values) {
        if (!values.containsValue(CKR_OK)) {
            learnAll(function, Returns.name(values.getOrDefault(Form.SHA_1, CKR_OK)));
            return;
        }
        Map<String, List<String>> hashes = new LinkedHashMap<>();
        values.forEach((form, ckr) -> {
            String name = Returns.name(ckr);
            if (ckr == CKR_OK || Ckr.named(name).isEmpty()) {
                return;
            }
            if (form != Form.SHA_1_WITH_LABEL) {
                hashes.computeIfAbsent(name, any -> new ArrayList<>()).add(Ckm.name(form.hash.mechanism()));
            } else if (Objects.equals(values.get(Form.SHA_1), CKR_OK)) {
                refusal(function, List.of("parameter-label = " + TomlText.of("given")), name);
            }
        });
        hashes.forEach((ckr, names) -> refusal(function, List.of("parameter-hashes = " + TomlText.of(names)), ckr));
    }

    /** Where no parameter is taken to begin with, the suite's cases see it. */
    private void learnAll(CryptokiFunction function, String ckr) {
        if (function == CryptokiFunction.C_Decrypt && Ckr.named(ckr).isPresent()) {
            refusal(function, List.of(), ckr);
        }
    }

    private void refusal(CryptokiFunction function, List<String> condition, String ckr) {
        List<String> keys = new ArrayList<>(List.of(
                "operation = " + TomlText.of(function.name()),
                "mechanism = " + TomlText.of(Ckm.name(CKM_RSA_PKCS_OAEP))));
        keys.addAll(condition);
        keys.add("return = " + TomlText.of(ckr));
        draft.table(
                "refusals",
                keys,
                condition.isEmpty() ? "whatever its parameter" : "of an RSA key; with another parameter it is taken");
    }
}
