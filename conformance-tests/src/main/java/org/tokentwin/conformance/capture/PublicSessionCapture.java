package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.mechanism;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Which functions that need no key want a login all the same. */
final class PublicSessionCapture {
    private static final byte[] RANDOM = new byte[8];

    private final TokenUnderTest token;
    private final ProfileDraft draft;

    PublicSessionCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    /** Before anybody is logged in. */
    void run() throws PKCS11Exception {
        long session = token.openReadOnly();
        sessionCounts();
        learn(
                CryptokiFunction.C_DigestInit,
                Returns.of(() -> token.p11().C_DigestInit(session, mechanism(Ckm.CKM_SHA256), true)));
        learn(
                CryptokiFunction.C_GenerateRandom,
                Returns.of(() -> token.p11().C_GenerateRandom(session, RANDOM.clone())));
        token.p11().C_CloseSession(session);
    }

    /** While a session is open. */
    private void sessionCounts() throws PKCS11Exception {
        long told = token.p11().C_GetTokenInfo(token.slot()).ulSessionCount;
        String counts = told == -1 ? "unavailable" : told == 0 ? "zeros" : "counted";
        draft.set("token.session-counts", TomlText.of(counts), "ulSessionCount while a session is open");
    }

    private void learn(CryptokiFunction function, long ckr) {
        if (ckr != Ckr.CKR_USER_NOT_LOGGED_IN.code()) {
            return;
        }
        for (String state : List.of("CKS_RO_PUBLIC_SESSION", "CKS_RW_PUBLIC_SESSION")) {
            draft.table(
                    "refusals",
                    List.of(
                            "operation = " + TomlText.of(function.name()),
                            "state = " + TomlText.of(state),
                            "return = " + TomlText.of(Ckr.CKR_USER_NOT_LOGGED_IN.name())),
                    "in a read-only session without a login; taken to hold in a read-write one, too");
        }
    }
}
