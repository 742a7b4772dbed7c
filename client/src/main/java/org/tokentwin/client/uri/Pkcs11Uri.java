package org.tokentwin.client.uri;

import java.util.Map;
import java.util.Optional;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;

/** A PKCS#11 URI, RFC 7512. An attribute that it does not have matches anything. */
public final class Pkcs11Uri {
    private final Map<UriAttribute, String> attributes;

    private Pkcs11Uri(Map<UriAttribute, String> attributes) {
        this.attributes = attributes;
    }

    /**
     * Parses a URI.
     *
     * @throws Pkcs11UriException if it is none, or has an attribute that the client does not take, as pin-value
     */
    public static Pkcs11Uri parse(String uri) {
        return new Pkcs11Uri(Pkcs11UriParser.parse(uri));
    }

    /** The URI that matches everything. */
    public static Pkcs11Uri any() {
        return new Pkcs11Uri(Map.of());
    }

    /** An attribute's value, decoded; {@code id} in lower-case hexadecimal. */
    public Optional<String> get(UriAttribute attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    public boolean matches(ModuleInfo module) {
        return agrees(UriAttribute.LIBRARY_MANUFACTURER, module.manufacturer())
                && agrees(UriAttribute.LIBRARY_DESCRIPTION, module.description())
                && get(UriAttribute.LIBRARY_VERSION)
                        .map(v -> v.contains(".") ? v : v + ".0")
                        .filter(v -> !v.equals(module.libraryVersion()))
                        .isEmpty();
    }

    public boolean matches(Slot slot) {
        return agrees(UriAttribute.SLOT_ID, Long.toString(slot.id()))
                && agrees(UriAttribute.SLOT_DESCRIPTION, slot.description())
                && agrees(UriAttribute.SLOT_MANUFACTURER, slot.manufacturer());
    }

    public boolean matches(Token token) {
        return agrees(UriAttribute.TOKEN, token.label())
                && agrees(UriAttribute.MANUFACTURER, token.manufacturer())
                && agrees(UriAttribute.SERIAL, token.serial())
                && agrees(UriAttribute.MODEL, token.model());
    }

    /** Whether it matches an object by CKA_LABEL and CKA_ID (in lower-case hexadecimal). */
    public boolean matchesObject(String label, String id) {
        return agrees(UriAttribute.OBJECT, label) && agrees(UriAttribute.ID, id);
    }

    private boolean agrees(UriAttribute attribute, String value) {
        String wanted = attributes.get(attribute);
        return wanted == null || wanted.equals(value);
    }
}
