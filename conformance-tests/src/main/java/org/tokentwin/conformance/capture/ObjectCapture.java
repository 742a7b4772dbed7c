package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_AUTHENTICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_HW_FEATURE_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODIFIABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SUBJECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TRUSTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_HW_FEATURE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** The objects on the token by kind. Of their attributes only flags, types and lengths are kept. */
final class ObjectCapture {
    private static final int MOST_OBJECTS = 200;
    private static final int MOST_KINDS = 40;

    /** The numbers of SafeNet's hardware features. */
    private static final long TOKEN_FEATURE = 0x80005002L;

    private static final long PIN_POLICY_FEATURE = 0x80005003L;

    /** What the key is for that a twin is issued with. */
    private static final List<String> ISSUED = List.of("decrypt", "sign", "unwrap");

    private static final Map<String, Long> USES = uses();
    private static final long[] FLAGS = {
        CKA_TOKEN,
        CKA_PRIVATE,
        CKA_MODIFIABLE,
        CKA_SENSITIVE,
        CKA_EXTRACTABLE,
        CKA_LOCAL,
        CKA_ALWAYS_AUTHENTICATE,
        CKA_TRUSTED,
        CKA_ENCRYPT,
        CKA_DECRYPT,
        CKA_SIGN,
        CKA_SIGN_RECOVER,
        CKA_VERIFY,
        CKA_VERIFY_RECOVER,
        CKA_WRAP,
        CKA_UNWRAP,
        CKA_DERIVE
    };
    private static final long[] LENGTHS = {CKA_LABEL, CKA_ID, CKA_SUBJECT};

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final long session;

    /** @param session of the user, or of nobody */
    ObjectCapture(TokenUnderTest token, ProfileDraft draft, long session) {
        this.token = token;
        this.draft = draft;
        this.session = session;
    }

    private boolean hasFeature(long type) throws PKCS11Exception {
        return token.find(session, ulong(CKA_CLASS, CKO_HW_FEATURE), ulong(CKA_HW_FEATURE_TYPE, type)).length > 0;
    }

    private static Map<String, Long> uses() {
        Map<String, Long> uses = new LinkedHashMap<>();
        uses.put("decrypt", CKA_DECRYPT);
        uses.put("sign", CKA_SIGN);
        uses.put("sign-recover", CKA_SIGN_RECOVER);
        uses.put("unwrap", CKA_UNWRAP);
        uses.put("encrypt", CKA_ENCRYPT);
        uses.put("verify", CKA_VERIFY);
        uses.put("verify-recover", CKA_VERIFY_RECOVER);
        uses.put("wrap", CKA_WRAP);
        return uses;
    }

    /**
     * The objects of the token, and what its keys look like.
     *
     * @param writes whether a key may be made on the token, and deleted
     */
    void run(boolean writes) throws PKCS11Exception {
        long[] objects = token.find(session);
        describe(Arrays.copyOf(objects, Math.min(objects.length, MOST_OBJECTS)));
        draft.set("objects.retry-counter-object", hasFeature(TOKEN_FEATURE), "C_FindObjects of CKO_HW_FEATURE");
        draft.set("objects.pin-policy-object", hasFeature(PIN_POLICY_FEATURE), "likewise");
        if (token.find(session, bool(CKA_TOKEN, true), ulong(CKA_CLASS, CKO_SECRET_KEY)).length > 0) {
            draft.set("objects.secret-keys-on-token", true, "there is one");
        } else if (writes) {
            secretKeysOnToken();
        } else {
            draft.notLearnt("objects.secret-keys-on-token", "run with --allow token-objects");
        }
        ofIdentity();
    }

    /** Whether secret keys can be kept on the token, by making one and deleting it. */
    private void secretKeysOnToken() {
        CK_ATTRIBUTE[] template = {
            bool(CKA_TOKEN, true), ulong(CKA_VALUE_LEN, 16), bool(CKA_ENCRYPT, true), bool(CKA_DECRYPT, true)
        };
        boolean made;
        try {
            long key = token.p11().C_GenerateKey(session, mechanism(CKM_AES_KEY_GEN), template, true);
            made = true;
            token.p11().C_DestroyObject(session, key);
        } catch (PKCS11Exception e) {
            made = false;
        }
        draft.set("objects.secret-keys-on-token", made, "C_GenerateKey with CKA_TOKEN, which was deleted again");
    }

    /** What an RSA pair is for whose templates do not say it; the pair ends with the session. */
    void generatedUsage(long[] pair) {
        draft.set(
                "objects.generated-key-usage",
                TomlText.of(usesOf(pair)),
                "a session's RSA pair of C_GenerateKeyPair without uses in its templates");
    }

    private void ofIdentity() throws PKCS11Exception {
        long[] keys = token.privateKeys(session, CKK_RSA);
        long[] certificates = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE));
        if (certificates.length > 0) {
            int length = length(certificates[0], CKA_ID);
            draft.set("objects.id-length", Math.clamp(length, 1, 20), "CKA_ID of the first certificate");
        }
        if (keys.length == 0) {
            draft.notLearnt(
                    "objects.imported-key-has-public-key", "no RSA private key is on the token, or no PIN was given");
            return;
        }
        long key = keys[0];
        draft.set(
                "objects.imported-private-key-has-label",
                length(key, CKA_LABEL) > 0,
                "CKA_LABEL of the first RSA private key");
        Object id = value(key, CKA_ID);
        draft.set(
                "objects.imported-key-has-public-key",
                id instanceof byte[] bytes
                        && token.find(session, ulong(CKA_CLASS, CKO_PUBLIC_KEY), Attributes.bytes(CKA_ID, bytes)).length
                                > 0,
                "C_FindObjects of a public key with its CKA_ID");
        issuedUses(usesOf(key));
    }

    /** The twin's own key is made for these, unless all that are imported are for the same. */
    private void issuedUses(List<String> uses) {
        if (!uses.containsAll(ISSUED)) {
            draft.cannotSay("The token's RSA key is for " + uses + ": that of a twin is for " + ISSUED + ", too");
        }
    }

    private List<String> usesOf(long... objects) {
        return USES.entrySet().stream()
                .filter(use -> Arrays.stream(objects).anyMatch(object -> isSet(object, use.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What an RSA key is for that an application brings; the keys end with the session. */
    void importedUsage(OwnRsaPair pair) {
        String source = "a session's RSA key of C_CreateObject ";
        try {
            List<String> byDefault = usesOf(pair.bringPrivate(token, session));
            draft.set("objects.imported-key-usage", TomlText.of(byDefault), source + "without uses in its template");
            boolean fixed = usesOf(pair.bringPrivate(token, session, bool(CKA_SIGN, false)))
                            .contains("sign")
                    || !usesOf(pair.bringPrivate(token, session, bool(CKA_SIGN, true)))
                            .contains("sign");
            draft.set("objects.imported-key-usage-fixed", fixed, source + "whose template says otherwise");
        } catch (PKCS11Exception e) {
            draft.notLearnt("objects.imported-key-usage", source + "is refused: " + Returns.name(e.getErrorCode()));
        }
    }

    private void describe(long[] objects) {
        Map<String, Long> kinds = Arrays.stream(objects)
                .mapToObj(this::kind)
                .collect(Collectors.groupingBy(kind -> kind, LinkedHashMap::new, Collectors.counting()));
        kinds.entrySet().stream()
                .limit(MOST_KINDS)
                .forEach(kind -> draft.see(kind.getValue() + " of: " + kind.getKey()));
        if (kinds.size() > MOST_KINDS) {
            draft.see("and " + (kinds.size() - MOST_KINDS) + " more kinds");
        }
    }

    private String kind(long object) {
        List<String> parts = new ArrayList<>();
        number(object, CKA_CLASS).ifPresent(each -> parts.add(PKCS11Constants.codeToName(Category.CKO, each)));
        number(object, CKA_KEY_TYPE).ifPresent(each -> parts.add(PKCS11Constants.codeToName(Category.CKK, each)));
        number(object, CKA_MODULUS_BITS).ifPresent(each -> parts.add(each + " bits"));
        for (long flag : FLAGS) {
            if (isSet(object, flag)) {
                parts.add(name(flag));
            }
        }
        for (long each : LENGTHS) {
            int length = length(object, each);
            if (length >= 0) {
                parts.add(name(each) + " of " + length);
            }
        }
        return String.join(" ", parts);
    }

    private static String name(long attribute) {
        return PKCS11Constants.codeToName(Category.CKA, attribute);
    }

    private Optional<Long> number(long object, long attribute) {
        return value(object, attribute) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    private boolean isSet(long object, long attribute) {
        return Objects.equals(value(object, attribute), true);
    }

    /** Bytes or characters of a value; -1 if there is none. */
    private int length(long object, long attribute) {
        return switch (value(object, attribute)) {
            case byte[] bytes -> bytes.length;
            case char[] text -> text.length;
            case null, default -> -1;
        };
    }

    private @Nullable Object value(long object, long attribute) {
        try {
            return Attributes.read(token, session, object, attribute);
        } catch (PKCS11Exception e) {
            return null;
        }
    }
}
