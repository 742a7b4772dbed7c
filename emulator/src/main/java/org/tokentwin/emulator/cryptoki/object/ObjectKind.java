package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The kinds of storage object that the token holds: object class, and certificate or key type. */
public enum ObjectKind {
    DATA(Cko.CKO_DATA, Cka.CKA_CLASS, Cko.CKO_DATA, AttributeRules.DATA),
    X_509_CERTIFICATE(Cko.CKO_CERTIFICATE, Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509, AttributeRules.X_509),
    RSA_PUBLIC_KEY(Cko.CKO_PUBLIC_KEY, Cka.CKA_KEY_TYPE, Ckk.CKK_RSA, AttributeRules.RSA_PUBLIC),
    EC_PUBLIC_KEY(Cko.CKO_PUBLIC_KEY, Cka.CKA_KEY_TYPE, Ckk.CKK_EC, AttributeRules.EC_PUBLIC),
    RSA_PRIVATE_KEY(Cko.CKO_PRIVATE_KEY, Cka.CKA_KEY_TYPE, Ckk.CKK_RSA, AttributeRules.RSA_PRIVATE),
    EC_PRIVATE_KEY(Cko.CKO_PRIVATE_KEY, Cka.CKA_KEY_TYPE, Ckk.CKK_EC, AttributeRules.EC_PRIVATE),
    GENERIC_SECRET_KEY(Ckk.CKK_GENERIC_SECRET, AttributeRules.SECRET_OF_SOME_LENGTH),
    RC4_KEY(Ckk.CKK_RC4, AttributeRules.SECRET_OF_SOME_LENGTH),
    DES_KEY(Ckk.CKK_DES, AttributeRules.SECRET_OF_ONE_LENGTH),
    DES3_KEY(Ckk.CKK_DES3, AttributeRules.SECRET_OF_ONE_LENGTH),
    AES_KEY(Ckk.CKK_AES, AttributeRules.SECRET_OF_SOME_LENGTH),
    CHACHA20_KEY(Ckk.CKK_CHACHA20, AttributeRules.SECRET_OF_ONE_LENGTH),
    HKDF_KEY(Ckk.CKK_HKDF, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA_1_HMAC_KEY(Ckk.CKK_SHA_1_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA224_HMAC_KEY(Ckk.CKK_SHA224_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA256_HMAC_KEY(Ckk.CKK_SHA256_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA384_HMAC_KEY(Ckk.CKK_SHA384_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA512_HMAC_KEY(Ckk.CKK_SHA512_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA512_224_HMAC_KEY(Ckk.CKK_SHA512_224_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA512_256_HMAC_KEY(Ckk.CKK_SHA512_256_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA3_224_HMAC_KEY(Ckk.CKK_SHA3_224_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA3_256_HMAC_KEY(Ckk.CKK_SHA3_256_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA3_384_HMAC_KEY(Ckk.CKK_SHA3_384_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH),
    SHA3_512_HMAC_KEY(Ckk.CKK_SHA3_512_HMAC, AttributeRules.SECRET_OF_SOME_LENGTH);

    private final long objectClass;
    private final long typeAttribute;
    private final long type;
    private final Map<Long, AttributeRule> rules = new LinkedHashMap<>();

    /** A secret key. */
    ObjectKind(long keyType, List<List<AttributeRule>> tables) {
        this(Cko.CKO_SECRET_KEY, Cka.CKA_KEY_TYPE, keyType, tables);
    }

    ObjectKind(long objectClass, long typeAttribute, long type, List<List<AttributeRule>> tables) {
        this.objectClass = objectClass;
        this.typeAttribute = typeAttribute;
        this.type = type;
        tables.stream().flatMap(List::stream).forEach(rule -> rules.put(rule.type(), rule));
    }

    /**
     * The kind that a template for {@code C_CreateObject} asks for.
     *
     * @throws CryptokiException {@code CKR_TEMPLATE_INCOMPLETE} without class or type; {@code CKR_ATTRIBUTE_VALUE_INVALID} for one that does
     *     not exist; {@code CKR_TEMPLATE_INCONSISTENT} for one that this token does not hold
     * @param secretKeys the {@code CKA_KEY_TYPE}s of the secret keys that the token holds
     */
    static ObjectKind of(Template template, Set<Long> secretKeys) {
        long objectClass = needed(template, Cka.CKA_CLASS);
        if (!Cko.isKnown(objectClass, CryptokiVersion.V2_40)) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "there is no class " + Cko.name(objectClass));
        }
        if (objectClass == Cko.CKO_SECRET_KEY && secretKeys.isEmpty()) {
            throw notHeld(objectClass);
        }
        ObjectKind first = ofClass(objectClass);
        long type = needed(template, first.typeAttribute);
        return find(objectClass, type)
                .filter(kind -> !kind.isSecretKey() || secretKeys.contains(type))
                .orElseThrow(() -> noSuchType(first, type));
    }

    static Optional<ObjectKind> find(long objectClass, long type) {
        return Arrays.stream(values())
                .filter(kind -> kind.objectClass == objectClass && kind.type == type)
                .findFirst();
    }

    /** Returns the kind of a secret key's {@code CKA_KEY_TYPE}, which has one. */
    static ObjectKind ofSecretKey(long type) {
        return find(Cko.CKO_SECRET_KEY, type).orElseThrow();
    }

    public long objectClass() {
        return objectClass;
    }

    /** The attribute that tells the kinds of a class apart. */
    long typeAttribute() {
        return typeAttribute;
    }

    /** The value of {@link #typeAttribute}. */
    public long type() {
        return type;
    }

    public boolean isPrivateKey() {
        return objectClass == Cko.CKO_PRIVATE_KEY;
    }

    public boolean isSecretKey() {
        return objectClass == Cko.CKO_SECRET_KEY;
    }

    boolean isRsa() {
        return this == RSA_PUBLIC_KEY || this == RSA_PRIVATE_KEY;
    }

    Optional<AttributeRule> rule(long attribute) {
        return Optional.ofNullable(rules.get(attribute));
    }

    Collection<AttributeRule> rules() {
        return rules.values();
    }

    private static ObjectKind ofClass(long objectClass) {
        return Arrays.stream(values())
                .filter(kind -> kind.objectClass == objectClass)
                .findFirst()
                .orElseThrow(() -> notHeld(objectClass));
    }

    private static CryptokiException notHeld(long objectClass) {
        return new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, "the token holds no " + Cko.name(objectClass));
    }

    private static long needed(Template template, long attribute) {
        return template.get(attribute)
                .orElseThrow(
                        () -> new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, Cka.name(attribute) + " is missing"))
                .asUlong();
    }

    private static CryptokiException noSuchType(ObjectKind kind, long type) {
        boolean known = kind == X_509_CERTIFICATE
                ? Ckc.isKnown(type, CryptokiVersion.V2_40)
                : Ckk.isKnown(type, CryptokiVersion.V2_40);
        return new CryptokiException(
                known ? Ckr.CKR_TEMPLATE_INCONSISTENT : Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                "the token holds no object of this class with " + Cka.name(kind.typeAttribute) + " " + type);
    }
}
