package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Which key pairs {@code C_GenerateKeyPair} makes none of for a session. A case that needs such a pair does not apply to the token, so that the suite's cases do not tell. */
final class PairCapture {
    private static final long BITS = 2048;

    private final TokenUnderTest token;
    private final SessionRefusals refusals;
    private final List<Kind> kinds;

    /**
     * A kind of pair.
     *
     * @param conditions that a refusal of it has, beside the mechanism
     * @param numbers of the public template
     */
    private record Kind(long mechanism, List<String> conditions, List<CK_ATTRIBUTE> numbers) {
        /** The templates of the private key; the token may want one or the other. */
        static List<List<CK_ATTRIBUTE>> secret() {
            return List.of(
                    List.of(
                            bool(Cka.CKA_TOKEN, false),
                            bool(Cka.CKA_PRIVATE, true),
                            bool(Cka.CKA_SIGN, true),
                            bool(Cka.CKA_SENSITIVE, true),
                            bool(Cka.CKA_EXTRACTABLE, false)),
                    List.of(bool(Cka.CKA_TOKEN, false)));
        }

        CK_ATTRIBUTE[] open() {
            List<CK_ATTRIBUTE> template = new ArrayList<>(numbers);
            template.add(bool(Cka.CKA_TOKEN, false));
            template.add(bool(Cka.CKA_VERIFY, true));
            return template.toArray(new CK_ATTRIBUTE[0]);
        }

        List<String> allConditions() {
            List<String> all = new ArrayList<>(List.of("mechanism = " + TomlText.of(Ckm.name(mechanism))));
            all.addAll(conditions);
            return all;
        }
    }

    PairCapture(TokenUnderTest token, ProfileDraft draft) {
        this.token = token;
        refusals = new SessionRefusals(draft);
        kinds = List.of(
                new Kind(
                        Ckm.CKM_EC_KEY_PAIR_GEN,
                        List.of("curves = " + TomlText.of(List.of("P-256"))),
                        List.of(bytes(Cka.CKA_EC_PARAMS, CreationCapture.p256()))),
                new Kind(
                        Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN,
                        List.of(),
                        List.of(ulong(Cka.CKA_MODULUS_BITS, BITS), bytes(Cka.CKA_PUBLIC_EXPONENT, new byte[] {1, 0, 1
                        }))));
    }

    /** Tries each listed kind in a read-only and in a read-write session, which end with what was made. */
    void run() throws PKCS11Exception {
        long[] listed = token.p11().C_GetMechanismList(token.slot());
        List<Kind> offered = kinds.stream()
                .filter(kind -> Arrays.stream(listed).anyMatch(each -> each == kind.mechanism()))
                .toList();
        if (offered.isEmpty()) {
            return;
        }
        long readOnly = token.openReadOnly();
        if (SessionRefusals.areReadOnly(values(offered.getFirst(), readOnly))) {
            refusals.readOnly(CryptokiFunction.C_GenerateKeyPair);
        }
        token.p11().C_CloseSession(readOnly);
        long readWrite = token.openReadWrite();
        offered.forEach(kind -> learn(kind, values(kind, readWrite)));
        token.p11().C_CloseSession(readWrite);
    }

    private void learn(Kind kind, List<Long> values) {
        if (!values.contains(CKR_OK) && values.getFirst() != Ckr.CKR_FUNCTION_NOT_SUPPORTED.code()) {
            refusals.learn(CryptokiFunction.C_GenerateKeyPair, kind.allConditions(), values.getFirst());
        }
    }

    /** What each template returned, up to the first that the token took. */
    private List<Long> values(Kind kind, long session) {
        List<Long> values = new ArrayList<>();
        for (List<CK_ATTRIBUTE> secret : Kind.secret()) {
            if (!values.contains(CKR_OK)) {
                values.add(Returns.of(() -> token.p11()
                        .C_GenerateKeyPair(
                                session,
                                mechanism(kind.mechanism()),
                                kind.open(),
                                secret.toArray(new CK_ATTRIBUTE[0]),
                                true)));
            }
        }
        return values;
    }
}
