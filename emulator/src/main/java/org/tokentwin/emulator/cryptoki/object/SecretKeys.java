package org.tokentwin.emulator.cryptoki.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyType;

/** Secret key objects: their values stand next to their attributes, and PKCS#11 v2.40 section 4.10 decides who sees them. */
public final class SecretKeys {
    private SecretKeys() {}

    /**
     * Returns the object that {@code C_GenerateKey} is asked for, without its value.
     *
     * @param so whether the SO is logged in
     * @throws CryptokiException what the rules of section 4.1.1 name
     */
    public static StoredObject template(SecretKeyType type, Template template, boolean so) {
        return NewObject.generated(kind(type), ofType(type, template), so);
    }

    /** Returns how long the value of a new key has to be. */
    public static long length(SecretKeyType type, StoredObject template) {
        return type.onlyLength()
                .map(Integer::longValue)
                .orElseGet(() -> template.get(Cka.CKA_VALUE_LEN).orElseThrow().asUlong());
    }

    /** Returns the object of a key that was made here. */
    public static StoredObject generated(StoredObject template, SecretKeyOnHost key, Mechanism mechanism) {
        return withValue(template, key)
                .with(List.of(
                        Attribute.ofBoolean(Cka.CKA_LOCAL, true),
                        Attribute.ofUlong(Cka.CKA_KEY_GEN_MECHANISM, mechanism.type()),
                        Attribute.ofBoolean(Cka.CKA_ALWAYS_SENSITIVE, template.flag(Cka.CKA_SENSITIVE)),
                        Attribute.ofBoolean(Cka.CKA_NEVER_EXTRACTABLE, !template.flag(Cka.CKA_EXTRACTABLE))));
    }

    /**
     * Returns the object that {@code C_UnwrapKey} or {@code C_DeriveKey} is asked for, without its value.
     *
     * @param held the types of secret keys that the token holds
     * @param so whether the SO is logged in
     * @throws CryptokiException what the rules of section 4.1.1 name
     */
    public static StoredObject wanted(Template template, Set<SecretKeyType> held, boolean so) {
        template.get(Cka.CKA_CLASS)
                .map(Attribute::asUlong)
                .filter(SecretKeys::isNoSecret)
                .ifPresent(other -> {
                    throw new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, "the key becomes no " + Cko.name(other));
                });
        Set<Long> types = held.stream().map(SecretKeyType::ckk).collect(Collectors.toSet());
        return NewObject.made(ObjectKind.of(template, types), template, so);
    }

    private static boolean isNoSecret(long objectClass) {
        return objectClass != Cko.CKO_SECRET_KEY && objectClass != Cko.CKO_PRIVATE_KEY;
    }

    /** Returns how long the value has to be, where the object or its type says it. */
    public static Optional<Integer> wantedLength(StoredObject wanted) {
        return type(wanted.kind())
                .onlyLength()
                .or(() -> wanted.get(Cka.CKA_VALUE_LEN).map(Attribute::asUlong).map(SecretKeys::toLength));
    }

    /**
     * Returns how long the value of a derived key has to be, where the object or its type says it.
     *
     * @throws CryptokiException {@code CKR_TEMPLATE_INCOMPLETE} where neither does, though the type has several lengths; {@code
     *     CKR_ATTRIBUTE_VALUE_INVALID} for one that it does not have
     */
    public static Optional<Integer> derivedLength(StoredObject wanted) {
        SecretKeyType type = type(wanted.kind());
        Optional<Integer> length = wantedLength(wanted);
        if (length.isEmpty() && type != SecretKeyType.GENERIC_SECRET) {
            throw new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, "CKA_VALUE_LEN is missing");
        }
        if (length.isPresent() && !type.takesLength(length.get())) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no " + type + " key has CKA_VALUE_LEN");
        }
        return length;
    }

    /** A length that no key has becomes one that no type takes. */
    static int toLength(long bytes) {
        return bytes < 0 || bytes > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) bytes;
    }

    /**
     * Returns the object of a key that was unwrapped. Whatever is wrong with a value is said in the same way: by the difference one could tell it.
     *
     * @param value wiped by the caller
     * @throws CryptokiException {@code CKR_WRAPPED_KEY_INVALID} where the value is not one of such a key
     */
    public static StoredObject unwrapped(StoredObject wanted, byte[] value) {
        SecretKeyType type = type(wanted.kind());
        if (!type.accepts(value)) {
            throw new CryptokiException(Ckr.CKR_WRAPPED_KEY_INVALID, "there is no such key in it");
        }
        try (SecretKeyOnHost key = new SecretKeyOnHost(type, value.clone())) {
            return withValue(wanted, key);
        }
    }

    /**
     * Returns the object of a key that was derived, section 4.10: it was always sensitive, and never extractable, only where its base key was.
     *
     * @param value wiped by the caller
     */
    public static StoredObject derived(StoredObject wanted, StoredObject base, byte[] value) {
        SecretKeyType type = type(wanted.kind());
        if (!type.takesLength(value.length)) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no " + type + " key of " + value.length + " bytes");
        }
        try (SecretKeyOnHost key = SecretKeyOnHost.derived(type, value.clone())) {
            return withValue(wanted, key)
                    .with(List.of(
                            Attribute.ofBoolean(
                                    Cka.CKA_ALWAYS_SENSITIVE,
                                    base.flag(Cka.CKA_ALWAYS_SENSITIVE) && wanted.flag(Cka.CKA_SENSITIVE)),
                            Attribute.ofBoolean(
                                    Cka.CKA_NEVER_EXTRACTABLE,
                                    base.flag(Cka.CKA_NEVER_EXTRACTABLE) && !wanted.flag(Cka.CKA_EXTRACTABLE))));
        }
    }

    /** Returns the object of a key whose value came from outside, in {@code CKA_VALUE}. */
    static StoredObject created(StoredObject object) {
        SecretKeyType type = type(object.kind());
        byte[] value = object.value(Cka.CKA_VALUE);
        if (!type.accepts(value)) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_VALUE is no " + type + " key");
        }
        try (SecretKeyOnHost key = new SecretKeyOnHost(type, value)) {
            return withValue(without(Cka.CKA_VALUE, object), key);
        }
    }

    private static StoredObject without(long attribute, StoredObject object) {
        List<Attribute> kept = new ArrayList<>(object.attributes());
        kept.removeIf(each -> each.type() == attribute);
        return new StoredObject(object.kind(), kept, object.keyReference());
    }

    /**
     * Looks at a key that lies on the card, where anybody with the PIN can write.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} where it is none, or says of itself what nobody can have said
     */
    static void requireSound(StoredObject object) {
        SecretValue secret = object.secret()
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "a key without a value"));
        if (object.flag(Cka.CKA_TRUSTED)) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "the SO sees no private key to trust it");
        }
        byte[] value = secret.copy();
        try (SecretKeyOnHost key = new SecretKeyOnHost(type(object.kind()), value)) {
            Optional<Long> length = object.get(Cka.CKA_VALUE_LEN).map(Attribute::asUlong);
            if (!type(object.kind()).accepts(value) || (length.isPresent() && length.get() != value.length)) {
                throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "the value is no such key");
            }
            wipe(withValue(object, key));
        }
    }

    /**
     * Looks at where a secret key is to lie. On the card it is private, since the file of a public object shows its value to everybody.
     *
     * @param onToken whether the token holds secret keys
     * @throws CryptokiException {@code CKR_TEMPLATE_INCONSISTENT} where the key cannot lie there
     */
    public static void requirePlace(StoredObject object, boolean onToken) {
        if (object.kind().isSecretKey() && object.isToken() && !(onToken && object.isPrivate())) {
            throw new CryptokiException(
                    Ckr.CKR_TEMPLATE_INCONSISTENT,
                    onToken ? "a secret key on the token is private" : "this token has secret keys in sessions only");
        }
    }

    /** Returns the key for one call. */
    public static SecretKeyOnHost onHost(StoredObject object) {
        return new SecretKeyOnHost(
                type(object.kind()), object.secret().orElseThrow().copy());
    }

    /** Wipes the value of an object that is destroyed, where it has one. */
    public static void wipe(StoredObject object) {
        object.secret().ifPresent(SecretValue::wipe);
    }

    private static StoredObject withValue(StoredObject object, SecretKeyOnHost key) {
        StoredObject complete = object;
        if (object.kind().rule(Cka.CKA_VALUE_LEN).isPresent()) {
            complete = complete.with(Attribute.ofUlong(Cka.CKA_VALUE_LEN, key.value().length));
        }
        Optional<byte[]> check = key.checkValue();
        if (check.isPresent()) {
            complete = DerivedValues.derived(complete, Cka.CKA_CHECK_VALUE, check.get());
        }
        return complete.withSecret(new SecretValue(key.value().clone()));
    }

    private static Template ofType(SecretKeyType type, Template template) {
        ObjectKind kind = kind(type);
        return template.contributed(Attribute.ofUlong(Cka.CKA_CLASS, kind.objectClass()))
                .contributed(Attribute.ofUlong(Cka.CKA_KEY_TYPE, kind.type()));
    }

    private static ObjectKind kind(SecretKeyType type) {
        return ObjectKind.ofSecretKey(type.ckk());
    }

    private static SecretKeyType type(ObjectKind kind) {
        return SecretKeyType.of(kind.type()).orElseThrow();
    }
}
