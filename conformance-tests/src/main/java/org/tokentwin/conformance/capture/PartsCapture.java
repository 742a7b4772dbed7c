package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;

/** Whether operations that were begun in parts end by the function for data in one. It is tried with a login, which the suite's cases do without. */
final class PartsCapture {
    private static final byte[] PART = new byte[8];

    private final TokenUnderTest token;
    private final ProfileDraft draft;

    PartsCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    /** @param session in which the user is logged in */
    void run(long session) throws PKCS11Exception {
        if (digestEndsParts()) {
            draft.lenient(List.of("digest-ends-parts"), "seen after a login");
        }
        for (long key : token.privateKeys(session, Ckk.CKK_RSA)) {
            if (signatureEndsParts(key)) {
                draft.lenient(List.of("signature-ends-parts"), "seen of the token's own key");
                return;
            }
        }
    }

    private boolean digestEndsParts() throws PKCS11Exception {
        long session = token.openReadOnly();
        long ckr = Returns.of(() -> {
            token.p11().C_DigestInit(session, mechanism(Ckm.CKM_SHA256), true);
            token.p11().C_DigestUpdate(session, PART.clone());
            token.p11().C_Digest(session, PART.clone());
        });
        token.p11().C_CloseSession(session);
        return ckr == CKR_OK;
    }

    private boolean signatureEndsParts(long key) throws PKCS11Exception {
        long session = token.openReadOnly();
        long ckr = Returns.of(() -> {
            token.p11().C_SignInit(session, mechanism(Ckm.CKM_SHA256_RSA_PKCS), key, true);
            token.p11().C_SignUpdate(session, PART.clone());
            token.p11().C_Sign(session, PART.clone());
        });
        token.p11().C_CloseSession(session);
        return ckr == CKR_OK;
    }
}
