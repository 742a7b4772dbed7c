package org.tokentwin.emulator.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * What tells an object from the others.
 *
 * @param id the label of a data object; the {@code CKA_ID} of a key or certificate, in hexadecimal
 */
record ObjectName(long objectClass, String id) implements Comparable<ObjectName> {
    private static final Comparator<ObjectName> ORDER =
            Comparator.comparingLong(ObjectName::objectClass).thenComparing(ObjectName::id);

    static ObjectName data(String label) {
        return new ObjectName(Cko.CKO_DATA, label);
    }

    static ObjectName of(long objectClass, byte[] id) {
        return new ObjectName(objectClass, HexFormat.of().formatHex(id));
    }

    /** Whether the label is the name, and not the id. */
    static boolean isByLabel(long objectClass) {
        return objectClass == Cko.CKO_DATA;
    }

    Attribute nameAttribute() {
        return isByLabel(objectClass)
                ? Attribute.of(Cka.CKA_LABEL, id.getBytes(StandardCharsets.UTF_8))
                : Attribute.of(Cka.CKA_ID, HexFormat.of().parseHex(id));
    }

    /** A template that this object alone matches. */
    List<Attribute> search() {
        return List.of(Attribute.ofUlong(Cka.CKA_CLASS, objectClass), nameAttribute());
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Cko.name(objectClass) + " " + id;
    }
}
