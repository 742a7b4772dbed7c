package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Which attributes the token does not change, nor gives another value in a copy, although the standard lets it: one after another, of objects of a session. */
final class ChangeCapture {
    private static final CK_ATTRIBUTE LABEL = string(Cka.CKA_LABEL, "changed");
    private static final CK_ATTRIBUTE ID = bytes(Cka.CKA_ID, new byte[] {2});
    private static final CK_ATTRIBUTE DATE = bytes(Cka.CKA_START_DATE, "20270131".getBytes(StandardCharsets.US_ASCII));

    private final TokenUnderTest token;
    private final ProfileDraft draft;

    /**
     * A kind of object.
     *
     * @param template of one
     * @param changes to it that the standard allows
     */
    private record Kind(long objectClass, List<CK_ATTRIBUTE> template, List<CK_ATTRIBUTE> changes) {}

    ChangeCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        this.draft = draft;
    }

    private static List<Kind> kinds() {
        return List.of(
                new Kind(
                        Cko.CKO_DATA,
                        List.of(),
                        List.of(
                                LABEL,
                                string(Cka.CKA_APPLICATION, "changed"),
                                bytes(Cka.CKA_OBJECT_ID, new byte[] {6, 3, 42, 3, 4}),
                                bytes(Cka.CKA_VALUE, new byte[] {1, 2, 3}))),
                new Kind(
                        Cko.CKO_SECRET_KEY,
                        List.of(ulong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET), bytes(Cka.CKA_VALUE, new byte[16])),
                        List.of(LABEL, ID, DATE)));
    }

    /** Objects are made in a session of their own, which then is closed; a token that opens none, or makes none, teaches nothing. */
    void run() throws PKCS11Exception {
        try {
            long session = token.openReadWrite();
            for (Kind kind : kinds()) {
                run(kind, session);
            }
            token.p11().C_CloseSession(session);
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "refusals of single attributes",
                    "the token opens no read-write session: " + Returns.name(e.getErrorCode()));
        }
    }

    private void run(Kind kind, long session) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                ulong(Cka.CKA_CLASS, kind.objectClass()), bool(Cka.CKA_TOKEN, false), bool(Cka.CKA_PRIVATE, false)));
        template.addAll(kind.template());
        try {
            long object = token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true);
            for (CK_ATTRIBUTE change : kind.changes()) {
                CK_ATTRIBUTE[] changes = {change};
                learn(
                        CryptokiFunction.C_SetAttributeValue,
                        kind,
                        change,
                        Returns.of(() -> token.p11().C_SetAttributeValue(session, object, changes, true)));
                learn(
                        CryptokiFunction.C_CopyObject,
                        kind,
                        change,
                        Returns.of(() -> token.p11().C_CopyObject(session, object, changes, true)));
            }
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "refusals of single attributes of " + Cko.name(kind.objectClass()),
                    "the token makes none in a session: " + Returns.name(e.getErrorCode()));
        }
    }

    private void learn(CryptokiFunction function, Kind kind, CK_ATTRIBUTE change, long ckr) {
        String name = Returns.name(ckr);
        if (ckr == CKR_OK || Ckr.named(name).isEmpty() || name.equals(Ckr.CKR_FUNCTION_NOT_SUPPORTED.name())) {
            return;
        }
        draft.table(
                "refusals",
                List.of(
                        "operation = " + TomlText.of(function.name()),
                        "object-class = " + TomlText.of(Cko.name(kind.objectClass())),
                        "given = " + TomlText.of(List.of(Cka.name(change.type))),
                        "return = " + TomlText.of(name)),
                "of a session's object");
    }
}
