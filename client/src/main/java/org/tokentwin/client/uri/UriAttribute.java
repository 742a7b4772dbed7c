package org.tokentwin.client.uri;

import java.util.Optional;
import java.util.regex.Pattern;

/** The attributes of PKCS#11 URIs that the client takes, RFC 7512 section 2.3, and the form of their values. */
public enum UriAttribute {
    TOKEN("token", Part.PATH),
    MANUFACTURER("manufacturer", Part.PATH),
    SERIAL("serial", Part.PATH),
    MODEL("model", Part.PATH),
    LIBRARY_MANUFACTURER("library-manufacturer", Part.PATH),
    LIBRARY_DESCRIPTION("library-description", Part.PATH),
    LIBRARY_VERSION("library-version", Part.PATH, "[0-9]+(\\.[0-9]+)?"),
    OBJECT("object", Part.PATH),
    TYPE("type", Part.PATH, "public|private|cert|secret-key|data"),
    ID("id", Part.PATH),
    SLOT_ID("slot-id", Part.PATH, "[0-9]{1,18}"),
    SLOT_DESCRIPTION("slot-description", Part.PATH),
    SLOT_MANUFACTURER("slot-manufacturer", Part.PATH),
    MODULE_PATH("module-path", Part.QUERY),
    PIN_SOURCE("pin-source", Part.QUERY);

    /** Where an attribute stands: before or after the question mark. */
    enum Part {
        PATH,
        QUERY
    }

    private final String uriName;
    private final Part part;
    private final Pattern form;

    UriAttribute(String uriName, Part part) {
        this(uriName, part, "(?s).+");
    }

    UriAttribute(String uriName, Part part, String form) {
        this.uriName = uriName;
        this.part = part;
        this.form = Pattern.compile(form);
    }

    /** The name in a URI. */
    public String uriName() {
        return uriName;
    }

    boolean accepts(String value) {
        return form.matcher(value).matches();
    }

    static Optional<UriAttribute> named(String name, Part part) {
        for (UriAttribute attribute : values()) {
            if (attribute.uriName.equals(name) && attribute.part == part) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
