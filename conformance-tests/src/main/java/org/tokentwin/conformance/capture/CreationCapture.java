package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
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
    private final SessionRefusals refusals;

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
        refusals = new SessionRefusals(draft);
    }

    /** @param loggedIn without the user, private objects are not tried */
    void run(boolean loggedIn) {
        try {
            List<Kind> kinds = kinds(loggedIn);
            Map<Kind, List<Long>> made = values(kinds, token.openReadWrite());
            Map<Kind, List<Long>> madeReadOnly = values(kinds, token.openReadOnly());
            learnReadOnly(made, madeReadOnly);
            made.forEach(this::learn);
        } catch (PKCS11Exception e) {
            draft.notLearnt(
                    "what C_CreateObject makes",
                    "the token opens no read-write session: " + Returns.name(e.getErrorCode()));
        }
    }

    private List<Kind> kinds(boolean loggedIn) {
        KeyPair ec = ecPair();
        List<Kind> kinds = new ArrayList<>(List.of(
                data(),
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

    /** Some tokens want a label, some a private object. */
    private static Kind data() {
        CK_ATTRIBUTE label = string(Cka.CKA_LABEL, "twin");
        CK_ATTRIBUTE value = bytes(Cka.CKA_VALUE, new byte[] {1});
        List<CK_ATTRIBUTE> labelled = template(Cko.CKO_DATA, false, label);
        labelled.add(value);
        return new Kind(
                of(Cko.CKO_DATA),
                List.of(
                        template(Cko.CKO_DATA, false, value),
                        template(Cko.CKO_DATA, false, label),
                        labelled,
                        template(Cko.CKO_DATA, true, value)));
    }

    private static Kind secret(long type, long use) {
        Kind open = key(Cko.CKO_SECRET_KEY, type, List.of(bytes(Cka.CKA_VALUE, new byte[16])), use, List.of());
        List<CK_ATTRIBUTE> closed = template(Cko.CKO_SECRET_KEY, true, ulong(Cka.CKA_KEY_TYPE, type));
        closed.addAll(List.of(
                bytes(Cka.CKA_VALUE, new byte[16]),
                bool(Cka.CKA_SENSITIVE, false),
                bool(Cka.CKA_EXTRACTABLE, true),
                bool(use, true)));
        return new Kind(
                open.conditions(),
                Stream.concat(open.templates().stream(), Stream.of(closed)).toList());
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

    /** DER of the object identifier of P-256. */
    static byte[] p256() {
        return P256.clone();
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
        return List.of(bytes(Cka.CKA_EC_PARAMS, p256()), bytes(Cka.CKA_EC_POINT, point));
    }

    private static List<CK_ATTRIBUTE> privateNumbers(KeyPair ec) {
        return List.of(
                bytes(Cka.CKA_EC_PARAMS, p256()),
                bytes(Cka.CKA_VALUE, unsigned(((ECPrivateKey) ec.getPrivate()).getS())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** What each template returned, in a session that ends with them. */
    private Map<Kind, List<Long>> values(List<Kind> kinds, long session) throws PKCS11Exception {
        Map<Kind, List<Long>> values = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            values.put(kind, values(kind, session));
        }
        token.p11().C_CloseSession(session);
        return values;
    }

    private List<Long> values(Kind kind, long session) {
        return kind.templates().stream()
                .map(template -> Returns.of(
                        () -> token.p11().C_CreateObject(session, template.toArray(new CK_ATTRIBUTE[0]), true)))
                .toList();
    }

    /** What the token makes in a read-write session, it may make in no read-only one, although the object is the session's. It says so before anything else. */
    private void learnReadOnly(Map<Kind, List<Long>> made, Map<Kind, List<Long>> madeReadOnly) {
        List<List<Long>> ofThose = madeReadOnly.entrySet().stream()
                .filter(each -> made.getOrDefault(each.getKey(), List.of()).contains(CKR_OK))
                .map(Map.Entry::getValue)
                .toList();
        List<List<Long>> telling = ofThose.isEmpty() ? List.copyOf(madeReadOnly.values()) : ofThose;
        if (telling.stream().allMatch(SessionRefusals::areReadOnly)) {
            refusals.readOnly(CryptokiFunction.C_CreateObject);
        }
    }

    /** Where all templates are refused, the first value is learnt; where only those of public or of private objects are, it is for them. */
    private void learn(Kind kind, List<Long> values) {
        if (!values.contains(CKR_OK)) {
            refusals.learn(CryptokiFunction.C_CreateObject, kind.conditions(), values.getFirst());
            return;
        }
        for (boolean isPrivate : List.of(false, true)) {
            List<Long> ofThose = IntStream.range(0, values.size())
                    .filter(i -> isPrivate(kind.templates().get(i)) == isPrivate)
                    .mapToObj(values::get)
                    .toList();
            if (!ofThose.isEmpty() && !ofThose.contains(CKR_OK)) {
                refusals.learn(kind.conditions(), isPrivate, ofThose.getFirst());
            }
        }
    }

    private static boolean isPrivate(List<CK_ATTRIBUTE> template) {
        return template.stream().anyMatch(each -> each.type == Cka.CKA_PRIVATE && Boolean.TRUE.equals(each.pValue));
    }
}
