package org.tokentwin.emulator.cryptoki.object;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.token.ImportedKey;

/**
 * An object that a template describes in full, not yet stored.
 *
 * @param object without its key's value
 * @param key the private key that the card is to import
 */
public record NewObject(StoredObject object, Optional<ImportedKey> key) {
    /**
     * The object that {@code C_CreateObject} is asked for, PKCS#11 v2.40 section 4.1.1.
     *
     * @param so whether the SO is logged in
     * @param secretKeys the {@code CKA_KEY_TYPE}s of the secret keys that the token holds
     * @throws CryptokiException what the rules of that section name
     */
    public static NewObject created(Template template, boolean so, Set<Long> secretKeys) {
        ObjectKind kind = ObjectKind.of(template, secretKeys);
        StoredObject object =
                complete(kind, template, Trait.NOT_TO_CREATE, rule -> rule.is(Trait.NEEDED_TO_CREATE), so);
        if (kind.isSecretKey()) {
            return new NewObject(SecretKeys.created(object), Optional.empty());
        }
        if (!kind.isPrivateKey()) {
            return new NewObject(DerivedValues.of(object), Optional.empty());
        }
        PrivateKeyValues values = PrivateKeyValues.of(kind, object);
        return new NewObject(values.publicPartOf(object), Optional.of(values.key()));
    }

    /** The object that {@code C_CreateObject} is asked for, of a token that holds no secret keys. */
    public static NewObject created(Template template, boolean so) {
        return created(template, so, Set.of());
    }

    /**
     * The key, or one half of the key pair, that {@code C_GenerateKey} or {@code C_GenerateKeyPair} is asked for, without the values that will be made.
     *
     * @param template with what the mechanism contributes: class, key type
     * @throws CryptokiException what the rules of section 4.1.1 name
     */
    static StoredObject generated(ObjectKind kind, Template template, boolean so) {
        return complete(kind, template, Trait.NOT_TO_GENERATE, rule -> rule.is(Trait.NEEDED_TO_GENERATE), so);
    }

    /** The key that another one is unwrapped or derived to, likewise. */
    static StoredObject made(ObjectKind kind, Template template, boolean so) {
        return complete(kind, template, Trait.NOT_TO_GENERATE, rule -> false, so);
    }

    /** Rules 3, 4 and 5 in that order, then the defaults. Rules 1 and 2 are {@link Template}'s. */
    private static StoredObject complete(
            ObjectKind kind, Template template, Trait forbidden, Predicate<AttributeRule> needed, boolean so) {
        template.attributes().forEach(attribute -> requireSettable(kind, attribute, forbidden, so));
        kind.rules().stream()
                .filter(rule -> needed.test(rule) && !template.has(rule.type()))
                .findFirst()
                .ifPresent(rule -> {
                    throw new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, Cka.name(rule.type()) + " is missing");
                });
        template.attributes().forEach(attribute -> requireConsistent(kind, attribute));
        TreeMap<Long, Attribute> values = new TreeMap<>();
        kind.rules().forEach(rule -> rule.initial().ifPresent(value -> values.put(rule.type(), value)));
        if (kind.isSecretKey() && template.flag(Cka.CKA_WRAP, false)) {
            // What wraps keys decrypts only where that is asked for: by both uses it would tell them.
            values.put(Cka.CKA_DECRYPT, Attribute.ofBoolean(Cka.CKA_DECRYPT, false));
        }
        template.attributes().forEach(attribute -> values.put(attribute.type(), attribute));
        return new StoredObject(kind, values.values(), StoredObject.NO_KEY);
    }

    private static void requireSettable(ObjectKind kind, Attribute attribute, Trait forbidden, boolean so) {
        Optional<AttributeRule> rule = kind.rule(attribute.type());
        boolean needsSo = rule.filter(each -> each.is(Trait.SO_SETS_TRUE)).isPresent() && attribute.asBoolean() && !so;
        if (needsSo || rule.filter(each -> each.is(forbidden)).isPresent()) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_READ_ONLY, Cka.name(attribute.type()) + " is not the caller's to set");
        }
    }

    private static void requireConsistent(ObjectKind kind, Attribute attribute) {
        AttributeRule rule = kind.rule(attribute.type())
                .orElseThrow(() -> new CryptokiException(
                        Ckr.CKR_TEMPLATE_INCONSISTENT, kind + " has no " + Cka.name(attribute.type())));
        if (rule.is(Trait.FIXED) && !attribute.matches(rule.initial().orElseThrow())) {
            throw new CryptokiException(
                    Ckr.CKR_TEMPLATE_INCONSISTENT,
                    "this token has no " + kind + " with another " + Cka.name(attribute.type()));
        }
    }
}
