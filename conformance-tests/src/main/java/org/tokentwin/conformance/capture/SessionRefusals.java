package org.tokentwin.conformance.capture;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Writes refusals of objects of a session: of templates that say so, and of those that leave it open. */
final class SessionRefusals {
    /** Templates that leave open whose object it is. */
    private static final String OPEN = "not-given = " + TomlText.of(List.of(Cka.name(Cka.CKA_TOKEN)));

    private final ProfileDraft draft;

    SessionRefusals(ProfileDraft draft) {
        this.draft = draft;
    }

    /** Returns whether every value is the one for a read-only session. */
    static boolean areReadOnly(List<Long> values) {
        return values.stream().allMatch(ckr -> ckr == Ckr.CKR_SESSION_READ_ONLY.code());
    }

    /** Learns that a function makes none in a read-only session. */
    void readOnly(CryptokiFunction function) {
        for (String state : List.of("CKS_RO_PUBLIC_SESSION", "CKS_RO_USER_FUNCTIONS")) {
            learn(function, List.of("state = " + TomlText.of(state)), Ckr.CKR_SESSION_READ_ONLY.code());
        }
    }

    /** Learns a refusal, unless its value is a vendor's. */
    void learn(CryptokiFunction function, List<String> conditions, long ckr) {
        write(function, conditions, List.of("attributes = { CKA_TOKEN = false }"), ckr);
        write(function, conditions, List.of(OPEN), ckr);
    }

    /** Learns that {@code C_CreateObject} makes no private, or no public objects of a kind. */
    void learn(List<String> conditions, boolean isPrivate, long ckr) {
        write(
                CryptokiFunction.C_CreateObject,
                conditions,
                List.of("attributes = { CKA_TOKEN = false, CKA_PRIVATE = " + isPrivate + " }"),
                ckr);
        write(
                CryptokiFunction.C_CreateObject,
                conditions,
                List.of("attributes = { CKA_PRIVATE = " + isPrivate + " }", OPEN),
                ckr);
    }

    private void write(CryptokiFunction function, List<String> conditions, List<String> ofSession, long ckr) {
        if (Ckr.named(Returns.name(ckr)).isEmpty()) {
            return;
        }
        List<String> keys = new ArrayList<>();
        keys.add("operation = " + TomlText.of(function.name()));
        keys.addAll(conditions);
        keys.addAll(ofSession);
        keys.add("return = " + TomlText.of(Returns.name(ckr)));
        draft.table("refusals", keys, "of an object of a session, with every template that was tried");
    }
}
