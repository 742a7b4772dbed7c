package org.tokentwin.emulator.cryptoki;

import java.util.List;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;

/**
 * An attribute that a caller of {@code C_GetAttributeValue} asks for.
 *
 * @param lengthOnly whether the caller asks for the value's length, by a null pointer
 * @param bytes of the caller's buffer, in the form of {@link Attribute}; an unsigned number, without meaning where {@code lengthOnly}
 * @param nested the rooms for the attributes of a {@link NestedTemplate}; empty for other attributes
 */
public record AttributeRoom(long type, boolean lengthOnly, long bytes, List<NestedRoom> nested) {
    /** Room for an attribute of a template that is an attribute's value. */
    public interface NestedRoom {
        /** Returns whether the value fits, or the caller asks for its length. */
        boolean takes(Attribute value);
    }

    public AttributeRoom {
        nested = List.copyOf(nested);
    }

    public AttributeRoom(long type, boolean lengthOnly, long bytes) {
        this(type, lengthOnly, bytes, List.of());
    }

    public static AttributeRoom of(long type, long bytes) {
        return new AttributeRoom(type, false, bytes);
    }

    public static AttributeRoom lengthOnly(long type) {
        return new AttributeRoom(type, true, 0);
    }

    /**
     * The result as this caller gets it: without the value, if there is too little room. A template for which some rooms are too small keeps it, since
     * the others are filled, PKCS#11 v2.40 section 5.7.
     */
    AttributeResult fitted(AttributeResult result) {
        if (lengthOnly || result.value().isEmpty()) {
            return result;
        }
        Attribute value = result.value().get();
        if (AttributeKind.of(type) == AttributeKind.TEMPLATE) {
            return fitted(value, NestedTemplate.attributes(value));
        }
        boolean fits = Long.compareUnsigned(bytes, value.length()) >= 0;
        return fits ? result : AttributeResult.refused(type, Ckr.CKR_BUFFER_TOO_SMALL);
    }

    private AttributeResult fitted(Attribute template, List<Attribute> attributes) {
        if (attributes.size() > nested.size()) {
            return AttributeResult.refused(type, Ckr.CKR_BUFFER_TOO_SMALL);
        }
        boolean all = true;
        for (int i = 0; i < attributes.size(); i++) {
            all &= nested.get(i).takes(attributes.get(i));
        }
        return all ? AttributeResult.of(template) : AttributeResult.partly(template);
    }

    /** As a transcript shows it. */
    @Override
    public String toString() {
        return Cka.name(type) + "=" + (lengthOnly ? "NULL" : "buffer[" + Long.toUnsignedString(bytes) + " bytes]");
    }
}
