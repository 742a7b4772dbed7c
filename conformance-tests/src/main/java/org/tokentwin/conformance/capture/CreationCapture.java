package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * Of which classes and types of keys {@code C_CreateObject} makes no object of a session. A case that needs such an object does not apply to the token, so that
 * the suite's cases do not tell.
 */
final class CreationCapture {
    /** DER of the object identifier of P-256, 1.2.840.10045.3.1.7. */
    private static final byte[] P256 = {6, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 3, 1, 7};

    private static final int POINT_BYTES = 65;

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final OwnRsaPair rsa;

    /**
     * A kind of object.
     *
     * @param conditions that a refusal of it has
     * @param templates each by itself complete; the token may want one or the other
     */
    private record Kind(List<String> conditions, List<List<CK_ATTRIBUTE>> templates) {}

    CreationCapture(TokenUnderTest token, ProfileDraft draft, OwnRsaPair rsa) {
        this.token = token;
        this.draft = draft;
        this.rsa = rsa;
    }

    /** @param loggedIn without the user, private objects are not tried */
    void run(boolean loggedIn) {
        try {
            long session = token.openReadWrite();
            List<Kind> made = new ArrayList<>();
            for (Kind kind : kinds(loggedIn)) {
                if (run(kind, session)) {
                    made.add(kind);
                }
            }
            token.p11().C_CloseSession(session);
            runReadOnly(made);
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "what C_CreateObject makes",
                    "the token opens no read-write session: " + Returns.name(e.getErrorCode()));
        }
    }

    private List<Kind> kinds(boolean loggedIn) {
        KeyPair ec = ecPair();
        List<Kind> kinds = new ArrayList<>(List.of(
                new Kind(of(Cko.CKO_DATA), List.of(template(Cko.CKO_DATA, false, bytes(Cka.CKA_VALUE, new byte[] {1
                })))),
                key(Cko.CKO_PUBLIC_KEY, Ckk.CKK_RSA, rsa.publicNumbers(), Cka.CKA_VERIFY, List.of()),
                key(Cko.CKO_PUBLIC_KEY, Ckk.CKK_EC, publicNumbers(ec), Cka.CKA_VERIFY, onP256()),
                secret(Ckk.CKK_GENERIC_SECRET, Cka.CKA_SIGN),
                secret(Ckk.CKK_AES, Cka.CKA_ENCRYPT)));
        if (loggedIn) {
            kinds.add(key(Cko.CKO_PRIVATE_KEY, Ckk.CKK_RSA, rsa.privateNumbers(), Cka.CKA_SIGN, List.of()));
            kinds.add(key(Cko.CKO_PRIVATE_KEY, Ckk.CKK_EC, privateNumbers(ec), Cka.CKA_SIGN, onP256()));
        }
        return kinds;
    }

    private static Kind secret(long type, long use) {
        return key(Cko.CKO_SECRET_KEY, type, List.of(bytes(Cka.CKA_VALUE, new byte[16])), use, List.of());
    }

    private static Kind key(
            long objectClass, long type, List<CK_ATTRIBUTE> numbers, long use, List<String> conditions) {
        List<String> all = new ArrayList<>(of(objectClass));
        all.add("key-type = " + TomlText.of(Ckk.name(type)));
        all.addAll(conditions);
        List<CK_ATTRIBUTE> plain =
                template(objectClass, objectClass == Cko.CKO_PRIVATE_KEY, ulong(Cka.CKA_KEY_TYPE, type));
        plain.addAll(numbers);
        List<CK_ATTRIBUTE> withUse = new ArrayList<>(plain);
        withUse.addAll(List.of(bool(use, true), bytes(Cka.CKA_ID, new byte[] {1}), string(Cka.CKA_LABEL, "twin")));
        return new Kind(all, List.of(plain, withUse));
    }

    private static List<CK_ATTRIBUTE> template(long objectClass, boolean isPrivate, CK_ATTRIBUTE more) {
        return new ArrayList<>(List.of(
                ulong(Cka.CKA_CLASS, objectClass), bool(Cka.CKA_TOKEN, false), bool(Cka.CKA_PRIVATE, isPrivate), more));
    }

    private static List<String> of(long objectClass) {
        return List.of("object-class = " + TomlText.of(Cko.name(objectClass)));
    }

    private static List<String> onP256() {
        return List.of("curves = " + TomlText.of(List.of("P-256")));
    }

    private static KeyPair ecPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static List<CK_ATTRIBUTE> publicNumbers(KeyPair ec) {
        byte[] encoded = ec.getPublic().getEncoded();
        byte[] point = new byte[2 + POINT_BYTES];
        point[0] = 4; // an OCTET STRING
        point[1] = POINT_BYTES;
        System.arraycopy(encoded, encoded.length - POINT_BYTES, point, 2, POINT_BYTES);
        return List.of(bytes(Cka.CKA_EC_PARAMS, P256.clone()), bytes(Cka.CKA_EC_POINT, point));
    }

    private static List<CK_ATTRIBUTE> privateNumbers(KeyPair ec) {
        return List.of(
                bytes(Cka.CKA_EC_PARAMS, P256.clone()),
                bytes(Cka.CKA_VALUE, unsigned(((ECPrivateKey) ec.getPrivate()).getS())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Returns whether it was made. Where all templates are refused, the first value is learnt. */
    private boolean run(Kind kind, long session) {
        List<Long> values = values(kind, session);
        if (values.contains(CKR_OK)) {
            return true;
        }
        String first = Returns.name(values.getFirst());
        if (Ckr.named(first).isPresent()) {
            refusals(CryptokiFunction.C_CreateObject, kind.conditions(), first);
        }
        return false;
    }

    /** What the token makes in a read-write session, it may make in no read-only one, although the object is the session's. */
    private void runReadOnly(List<Kind> made) throws PKCS11Exception {
        long session = token.openReadOnly();
        if (!made.isEmpty() && made.stream().allMatch(kind -> isReadOnly(values(kind, session)))) {
            readOnly(CryptokiFunction.C_CreateObject);
        }
        CK_ATTRIBUTE[] open = {bool(Cka.CKA_TOKEN, false), bytes(Cka.CKA_EC_PARAMS, P256.clone())};
        CK_ATTRIBUTE[] secret = {bool(Cka.CKA_TOKEN, false)};
        long pair = Returns.of(
                () -> token.p11().C_GenerateKeyPair(session, mechanism(Ckm.CKM_EC_KEY_PAIR_GEN), open, secret, true));
        if (isReadOnly(List.of(pair))) {
            readOnly(CryptokiFunction.C_GenerateKeyPair);
        }
        token.p11().C_CloseSession(session);
    }

    private List<Long> values(Kind kind, long session) {
        return kind.templates().stream()
                .map(template -> Returns.of(
                        () -> token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true)))
                .toList();
    }

    private static boolean isReadOnly(List<Long> values) {
        return values.stream().allMatch(ckr -> ckr == Ckr.CKR_SESSION_READ_ONLY.code());
    }

    private void readOnly(CryptokiFunction function) {
        for (String state : List.of("CKS_RO_PUBLIC_SESSION", "CKS_RO_USER_FUNCTIONS")) {
            refusals(function, List.of("state = " + TomlText.of(state)), Ckr.CKR_SESSION_READ_ONLY.name());
        }
    }

    /** Of objects of a session: templates that say so, and those that leave it open. */
    private void refusals(CryptokiFunction function, List<String> conditions, String ckr) {
        List<String> ofSession = List.of(
                "attributes = { CKA_TOKEN = false }", "not-given = " + TomlText.of(List.of(Cka.name(Cka.CKA_TOKEN))));
        for (String each : ofSession) {
            List<String> keys = new ArrayList<>();
            keys.add("operation = " + TomlText.of(function.name()));
            keys.addAll(conditions);
            keys.add(each);
            keys.add("return = " + TomlText.of(ckr));
            draft.table("refusals", keys, "of an object of a session, with every template that was tried");
        }
    }
}
