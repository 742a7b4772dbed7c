package org.tokentwin.emulator.cryptoki.object;

import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** What {@code C_SetAttributeValue} and {@code C_CopyObject} may change, PKCS#11 v2.40 sections 4.1.2 and 4.1.3. */
public final class ObjectChange {
    private ObjectChange() {}

    /**
     * The object after {@code C_SetAttributeValue}.
     *
     * @throws CryptokiException {@code CKR_ACTION_PROHIBITED} where the object is not modifiable, {@code CKR_ATTRIBUTE_READ_ONLY}, {@code
     *     CKR_TEMPLATE_INCONSISTENT} for an attribute that the kind does not have
     */
    public static StoredObject modified(StoredObject object, Template template, boolean so) {
        require(object, Cka.CKA_MODIFIABLE);
        template.attributes().forEach(value -> requireChangeable(object, value, so, false));
        return changed(object, template);
    }

    /**
     * The copy that {@code C_CopyObject} makes.
     *
     * @throws CryptokiException {@code CKR_ACTION_PROHIBITED} where the object is not copyable, as no private key of this token is; else
     *     as {@link #modified}
     */
    public static StoredObject copied(StoredObject object, Template template, boolean so) {
        require(object, Cka.CKA_COPYABLE);
        template.attributes().forEach(value -> requireChangeable(object, value, so, true));
        return changed(object, template).withOwnSecret();
    }

    private static StoredObject changed(StoredObject object, Template template) {
        StoredObject changed = DerivedValues.of(object.with(template.attributes()));
        if (wrapsAndDecrypts(changed) && !wrapsAndDecrypts(object)) {
            throw new CryptokiException(
                    Ckr.CKR_TEMPLATE_INCONSISTENT,
                    "a key that wraps does not come to decrypt, nor the other way round");
        }
        return changed;
    }

    private static boolean wrapsAndDecrypts(StoredObject object) {
        return object.kind().isSecretKey() && object.flag(Cka.CKA_WRAP) && object.flag(Cka.CKA_DECRYPT);
    }

    /** @throws CryptokiException {@code CKR_ACTION_PROHIBITED} where the object must not be destroyed */
    public static void requireDestroyable(StoredObject object) {
        require(object, Cka.CKA_DESTROYABLE);
    }

    private static void require(StoredObject object, long flag) {
        if (!object.flag(flag)) {
            throw new CryptokiException(Ckr.CKR_ACTION_PROHIBITED, Cka.name(flag) + " is false");
        }
    }

    private static void requireChangeable(StoredObject object, Attribute value, boolean so, boolean copying) {
        AttributeRule rule = object.kind()
                .rule(value.type())
                .orElseThrow(() -> new CryptokiException(
                        Ckr.CKR_TEMPLATE_INCONSISTENT, object.kind() + " has no " + Cka.name(value.type())));
        boolean same = object.get(value.type()).filter(value::matches).isPresent();
        boolean changeable = rule.is(Trait.MODIFIABLE) || (copying && (rule.is(Trait.CHANGED_BY_COPY) || same));
        if (!changeable || (!same && isOneWay(rule, value, so))) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_READ_ONLY, Cka.name(value.type()) + " cannot become that");
        }
    }

    private static boolean isOneWay(AttributeRule rule, Attribute value, boolean so) {
        return rule.is(Trait.FIXED)
                || (rule.is(Trait.ONLY_TO_TRUE) && !value.asBoolean())
                || (rule.is(Trait.ONLY_TO_FALSE) && value.asBoolean())
                || (rule.is(Trait.SO_SETS_TRUE) && value.asBoolean() && !so);
    }
}
