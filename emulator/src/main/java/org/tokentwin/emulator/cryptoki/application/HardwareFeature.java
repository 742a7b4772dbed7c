package org.tokentwin.emulator.cryptoki.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * A hardware feature object of SafeNet's library. It is read without a login, and found only by a search that asks for its class, PKCS#11 v2.40
 * section 4.3. What it tells is asked of the card when it is read.
 */
class HardwareFeature {
    private final long handle;
    private final Map<Long, Supplier<Optional<Attribute>>> attributes = new HashMap<>();

    HardwareFeature(long handle, long featureType) {
        this.handle = handle;
        has(Cka.CKA_CLASS, () -> Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE));
        has(Cka.CKA_HW_FEATURE_TYPE, () -> Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, featureType));
    }

    /** Whether a search is for hardware features at all. */
    static boolean isWanted(List<Attribute> wanted) {
        return wanted.contains(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE));
    }

    final void has(long type, Supplier<Attribute> value) {
        mayHave(type, () -> Optional.of(value.get()));
    }

    /** An attribute that is not there at all times. */
    final void mayHave(long type, Supplier<Optional<Attribute>> value) {
        attributes.put(type, value);
    }

    final long handle() {
        return handle;
    }

    final boolean matches(List<Attribute> wanted) {
        return wanted.stream()
                .allMatch(attribute -> read(attribute.type()).value().equals(Optional.of(attribute)));
    }

    final AttributeResult read(long type) {
        return Optional.ofNullable(attributes.get(type))
                .flatMap(Supplier::get)
                .map(AttributeResult::of)
                .orElseGet(() -> AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_TYPE_INVALID));
    }

    /**
     * {@code C_SetAttributeValue}: all of the values or none.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_READ_ONLY} where it cannot be changed, {@code CKR_ATTRIBUTE_TYPE_INVALID} where it is not there
     */
    void change(List<Attribute> values, TokenLogin login) {
        values.forEach(each -> requireThere(each.type()));
        throw new CryptokiException(Ckr.CKR_ATTRIBUTE_READ_ONLY, "nobody changes this object");
    }

    final void requireThere(long type) {
        if (read(type).value().isEmpty()) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_TYPE_INVALID, "the object has no such attribute");
        }
    }
}
