package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** By which of the listed mechanisms the token's own RSA key does not sign. The suite's cases fail by it, and do not say what they would have seen else. */
final class SignatureCapture {
    private final TokenUnderTest token;
    private final ProfileDraft draft;

    /** What was returned, and by which function. */
    private record Outcome(CryptokiFunction function, String ckr) {
        boolean isRefusal() {
            return !ckr.equals(Ckr.CKR_OK.name()) && Ckr.named(ckr).isPresent();
        }
    }

    private static final List<HashAlgorithm> HASHES =
            Arrays.stream(HashAlgorithm.values()).filter(hash -> !hash.isSha3()).toList();

    SignatureCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    /** @param session in which the user is logged in */
    void run(long session) {
        try {
            OptionalLong key = OwnKeys.rsa(token, session, Cka.CKA_SIGN);
            if (key.isPresent()) {
                sign(key.getAsLong());
            } else {
                draft.notLearnt(
                        "by which mechanisms the token's key does not sign",
                        "no RSA key on it signs without a login for each use");
            }
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "by which mechanisms the token's key does not sign",
                    "the token returned " + Returns.name(e.getErrorCode()));
        }
    }

    private void sign(long key) throws PKCS11Exception {
        List<Long> listed = Arrays.stream(token.p11().C_GetMechanismList(token.slot()))
                .boxed()
                .toList();
        for (HashAlgorithm hash : HASHES) {
            if (listed.contains(hash.rsaPkcs())) {
                learn(hash.rsaPkcs(), List.of(), sign(mechanism(hash.rsaPkcs()), key, hash.bytes()));
            }
            if (listed.contains(hash.rsaPss())) {
                learn(hash.rsaPss(), List.of(), sign(pss(hash.rsaPss(), hash), key, hash.bytes()));
            }
        }
        if (listed.contains(Ckm.CKM_RSA_PKCS_PSS)) {
            ofHashes(key);
        }
    }

    /** PSS of a hash: with which functions, or with none. */
    private void ofHashes(long key) throws PKCS11Exception {
        Map<Outcome, List<String>> hashes = new LinkedHashMap<>();
        for (HashAlgorithm hash : HASHES) {
            hashes.computeIfAbsent(sign(pss(Ckm.CKM_RSA_PKCS_PSS, hash), key, hash.bytes()), any -> new ArrayList<>())
                    .add(Ckm.name(hash.mechanism()));
        }
        hashes.forEach((outcome, names) -> learn(
                Ckm.CKM_RSA_PKCS_PSS,
                hashes.size() == 1 ? List.of() : List.of("parameter-hashes = " + TomlText.of(names)),
                outcome));
    }

    private static CK_MECHANISM pss(long mechanism, HashAlgorithm hash) {
        return mechanism(mechanism, Attributes.pss(hash.mechanism(), hash.mgf(), hash.bytes()));
    }

    private Outcome sign(CK_MECHANISM mechanism, long key, int bytes) throws PKCS11Exception {
        long session = token.openReadOnly();
        CryptokiFunction function = CryptokiFunction.C_SignInit;
        long ckr = Returns.of(() -> token.p11().C_SignInit(session, mechanism, key, true));
        if (ckr == CKR_OK) {
            function = CryptokiFunction.C_Sign;
            ckr = Returns.of(() -> token.p11().C_Sign(session, new byte[bytes]));
        }
        token.p11().C_CloseSession(session);
        return new Outcome(function, Returns.name(ckr));
    }

    private void learn(long mechanism, List<String> conditions, Outcome outcome) {
        if (!outcome.isRefusal()) {
            return;
        }
        List<String> keys = new ArrayList<>(List.of(
                "operation = " + TomlText.of(outcome.function().name()),
                "mechanism = " + TomlText.of(Ckm.name(mechanism))));
        keys.addAll(conditions);
        keys.add("return = " + TomlText.of(outcome.ckr()));
        draft.table("refusals", keys, "of the token's own key, and data that it should sign");
    }
}
