package org.tokentwin.emulator.cryptoki.object;

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
 * An object as it stands: its kind, its attributes, and where its key is. Immutable. It never holds a private key's value: that is
 * on the card, under {@link #keyReference}.
 */
public final class StoredObject {
    /** {@link #keyReference} of an object that has no key on the card. */
    public static final int NO_KEY = 0;

    private final ObjectKind kind;
    private final Map<Long, Attribute> attributes;
    private final int keyReference;

    StoredObject(ObjectKind kind, Collection<Attribute> attributes, int keyReference) {
        TreeMap<Long, Attribute> sorted = new TreeMap<>();
        attributes.forEach(attribute -> sorted.put(attribute.type(), attribute));
        this.kind = kind;
        this.attributes = Collections.unmodifiableMap(sorted);
        this.keyReference = keyReference;
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

    /** The attribute as {@code C_GetAttributeValue} answers it. */
    public AttributeResult read(long type) {
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
                .allMatch(each -> get(each.type()).filter(each::matches).isPresent());
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
        return new StoredObject(kind, merged.values(), keyReference);
    }

    StoredObject with(Attribute changed) {
        return with(Collections.singleton(changed));
    }

    StoredObject withKeyReference(int reference) {
        return new StoredObject(kind, attributes.values(), reference);
    }

    @Override
    public String toString() {
        return kind + " " + attributes.values();
    }
}
