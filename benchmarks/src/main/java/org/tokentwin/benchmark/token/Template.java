package org.tokentwin.benchmark.token;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes and mechanisms as the IAIK wrapper takes them. */
public final class Template {
    private final List<CK_ATTRIBUTE> attributes = new ArrayList<>();

    private Template() {}

    public static Template ofClass(long objectClass) {
        return new Template().with(org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS, objectClass);
    }

    /** @param value a {@code Boolean}, {@code Long}, {@code byte[]} or {@code char[]} */
    public Template with(long type, Object value) {
        attributes.add(attribute(type, value));
        return this;
    }

    /** A new array, as the wrapper replaces its elements. */
    public CK_ATTRIBUTE[] toArray() {
        return attributes.toArray(new CK_ATTRIBUTE[0]);
    }

    /** For reading: attributes without a value. */
    public static CK_ATTRIBUTE[] query(long... types) {
        CK_ATTRIBUTE[] query = new CK_ATTRIBUTE[types.length];
        for (int i = 0; i < types.length; i++) {
            query[i] = attribute(types[i], null);
        }
        return query;
    }

    public static CK_MECHANISM mechanism(long type) {
        return mechanism(type, null);
    }

    /** @param parameter the wrapper's structure, or null for none */
    public static CK_MECHANISM mechanism(long type, @Nullable Object parameter) {
        CK_MECHANISM mechanism = new CK_MECHANISM();
        mechanism.mechanism = type;
        mechanism.pParameter = parameter;
        return mechanism;
    }

    private static CK_ATTRIBUTE attribute(long type, @Nullable Object value) {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        attribute.pValue = value;
        return attribute;
    }
}
