package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * An object as it stands: its kind, its attributes, and where its key is. Immutable. It never holds a private key's value, which is
 * on the card, under {@link #keyReference}; a secret key's value is not among its attributes, so that nothing reads, compares or writes it with them.
 */
public final class StoredObject {
    /** {@link #keyReference} of an object that has no key on the card. */
    public static final int NO_KEY = 0;

    private final ObjectKind kind;
    private final Map<Long, Attribute> attributes;
    private final int keyReference;
    private final Optional<SecretValue> secret;

    StoredObject(ObjectKind kind, Collection<Attribute> attributes, int keyReference) {
        this(kind, attributes, keyReference, Optional.empty());
    }

    private StoredObject(
            ObjectKind kind, Collection<Attribute> attributes, int keyReference, Optional<SecretValue> secret) {
        TreeMap<Long, Attribute> sorted = new TreeMap<>();
        attributes.forEach(attribute -> sorted.put(attribute.type(), attribute));
        this.kind = kind;
        this.attributes = Collections.unmodifiableMap(sorted);
        this.keyReference = keyReference;
        this.secret = secret;
    }

    public ObjectKind kind() {
        return kind;
    }

    /** The card's reference of the private key, or {@link #NO_KEY}. */
    public int keyReference() {
        return keyReference;
    }

    public boolean isToken() {
        return flag(Cka.CKA_TOKEN);
    }

    public boolean isPrivate() {
        return flag(Cka.CKA_PRIVATE);
    }

    /** The flag's value; false where the object lacks it. */
    public boolean flag(long type) {
        return get(type).map(Attribute::asBoolean).orElse(false);
    }

    public Optional<Attribute> get(long type) {
        return Optional.ofNullable(attributes.get(type));
    }

    /**
     * The value of an attribute that every object of this kind has.
     *
     * @throws CryptokiException {@code CKR_GENERAL_ERROR} when it is missing
     */
    public byte[] value(long type) {
        return get(type)
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_GENERAL_ERROR, kind + " without " + Cka.name(type)))
                .value();
    }

    /** The attribute as {@code C_GetAttributeValue} returns it. */
    public AttributeResult read(long type) {
        if (type == Cka.CKA_VALUE && secret.isPresent()) {
            return isReadable()
                    ? AttributeResult.of(secretValue())
                    : AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_SENSITIVE);
        }
        if (kind.rule(type).filter(rule -> rule.is(Trait.SECRET)).isPresent()) {
            return AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_SENSITIVE);
        }
        return get(type)
                .map(AttributeResult::of)
                .orElseGet(() -> AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_TYPE_INVALID));
    }

    /** Whether the object has every one of these attributes, with that value, as {@code C_FindObjectsInit} wants it. */
    public boolean matches(Collection<Attribute> wanted) {
        return wanted.stream()
                .allMatch(
                        each -> read(each.type()).value().filter(each::matches).isPresent());
    }

    /** Whether a secret key's value may be seen, section 4.10. */
    private boolean isReadable() {
        return !flag(Cka.CKA_SENSITIVE) && flag(Cka.CKA_EXTRACTABLE);
    }

    private Attribute secretValue() {
        byte[] value = secret.orElseThrow().copy();
        Attribute attribute = Attribute.of(Cka.CKA_VALUE, value);
        Arrays.fill(value, (byte) 0);
        return attribute;
    }

    Optional<SecretValue> secret() {
        return secret;
    }

    StoredObject withSecret(SecretValue value) {
        return new StoredObject(kind, attributes.values(), keyReference, Optional.of(value));
    }

    /** Returns the same object with a value that is wiped by itself. */
    StoredObject withOwnSecret() {
        return secret.map(value -> withSecret(new SecretValue(value.copy()))).orElse(this);
    }

    /** Bytes of all values, with four of each attribute's type. */
    public long size() {
        return attributes.values().stream()
                .mapToLong(attribute -> Integer.BYTES + attribute.length())
                .sum();
    }

    Collection<Attribute> attributes() {
        return attributes.values();
    }

    StoredObject with(Collection<Attribute> changed) {
        TreeMap<Long, Attribute> merged = new TreeMap<>(attributes);
        changed.forEach(attribute -> merged.put(attribute.type(), attribute));
        return new StoredObject(kind, merged.values(), keyReference, secret);
    }

    StoredObject with(Attribute changed) {
        return with(Collections.singleton(changed));
    }

    StoredObject withKeyReference(int reference) {
        return new StoredObject(kind, attributes.values(), reference, secret);
    }

    @Override
    public String toString() {
        return kind + " " + attributes.values();
    }
}
