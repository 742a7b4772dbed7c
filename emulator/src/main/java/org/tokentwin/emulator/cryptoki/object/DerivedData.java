package org.tokentwin.emulator.cryptoki.object;

import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;

/** Data objects that are derived from a key, PKCS#11 v3.2 section 6.62.4: their template says how long the value is, which no data object says of itself. */
public final class DerivedData {
    private DerivedData() {}

    /**
     * Returns how long the value is to be, where the template says it.
     *
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a length that is no number
     */
    public static Optional<Integer> length(Template template) {
        return template.get(Cka.CKA_VALUE_LEN).map(Attribute::asUlong).map(SecretKeys::toLength);
    }

    /**
     * Returns the object that {@code C_DeriveKey} is asked for.
     *
     * @param so whether the SO is logged in
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_TEMPLATE_INCONSISTENT} for another class or a value, and what the rules of section
     *     4.1.1 name
     */
    public static StoredObject of(Template template, byte[] value, boolean so) {
        Template data = template.without(Cka.CKA_VALUE_LEN)
                .contributed(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA))
                .contributed(Attribute.of(Cka.CKA_VALUE, value));
        return NewObject.created(data, so).object();
    }
}
