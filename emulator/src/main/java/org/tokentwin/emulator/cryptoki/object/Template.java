package org.tokentwin.emulator.cryptoki.object;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A template whose attributes exist, are of their type's form and contradict each other nowhere. Immutable. */
public final class Template {
    private final Map<Long, Attribute> attributes = new LinkedHashMap<>();

    private Template() {}

    /**
     * Reads a template, PKCS#11 v2.40 section 4.1.1, rules 1, 2, 5 and 6. The same value given twice counts once.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_TYPE_INVALID}, {@code CKR_ATTRIBUTE_VALUE_INVALID} or, for two values of one
     *     attribute, {@code CKR_TEMPLATE_INCONSISTENT}
     */
    public static Template of(List<Attribute> attributes) {
        Template template = new Template();
        for (Attribute attribute : attributes) {
            if (!Cka.isKnown(attribute.type(), CryptokiVersion.V2_40)) {
                throw new CryptokiException(
                        Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Cka.name(attribute.type()) + " is not known");
            }
            AttributeForm.check(attribute);
            Attribute other = template.attributes.putIfAbsent(attribute.type(), attribute);
            if (other != null && !other.matches(attribute)) {
                throw new CryptokiException(
                        Ckr.CKR_TEMPLATE_INCONSISTENT, Cka.name(attribute.type()) + " is given twice, differently");
            }
        }
        return template;
    }

    /**
     * Looks at the lengths of the values.
     *
     * @param token whether the object is the token's
     * @throws CryptokiException {@code CKR_DEVICE_MEMORY} or, for a session object, {@code CKR_HOST_MEMORY} where one has no room in any object
     */
    public void requireRoom(boolean token) {
        attributes.values().stream()
                .filter(attribute -> !AttributeForm.fits(attribute))
                .findFirst()
                .ifPresent(attribute -> {
                    throw new CryptokiException(
                            token ? Ckr.CKR_DEVICE_MEMORY : Ckr.CKR_HOST_MEMORY,
                            attribute + " has no room in an object");
                });
    }

    public Optional<Attribute> get(long type) {
        return Optional.ofNullable(attributes.get(type));
    }

    /** The flag's value, or {@code otherwise} where the template has none. */
    public boolean flag(long type, boolean otherwise) {
        return get(type).map(Attribute::asBoolean).orElse(otherwise);
    }

    /** Whether the template is of an object of this class. */
    public boolean isOf(long objectClass) {
        return get(Cka.CKA_CLASS)
                .filter(given -> given.asUlong() == objectClass)
                .isPresent();
    }

    boolean has(long type) {
        return attributes.containsKey(type);
    }

    Collection<Attribute> attributes() {
        return attributes.values();
    }

    /** This template with an attribute in the place of one that it may have. */
    public Template with(Attribute attribute) {
        Template changed = new Template();
        changed.attributes.putAll(attributes);
        changed.attributes.put(attribute.type(), attribute);
        return changed;
    }

    /** This template without the attribute of a type. */
    Template without(long type) {
        Template changed = new Template();
        changed.attributes.putAll(attributes);
        changed.attributes.remove(type);
        return changed;
    }

    /** This template with an attribute that the function itself, or the key that it is called with, contributes. */
    public Template contributed(Attribute attribute) {
        Template extended = new Template();
        extended.attributes.putAll(attributes);
        Attribute given = extended.attributes.put(attribute.type(), attribute);
        if (given != null && !given.matches(attribute)) {
            throw new CryptokiException(
                    Ckr.CKR_TEMPLATE_INCONSISTENT, Cka.name(attribute.type()) + " contradicts the mechanism");
        }
        return extended;
    }
}
