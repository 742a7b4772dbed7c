package org.tokentwin.emulator.cryptoki;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.cryptoki.Ckr;

/**
 * An attribute whose value is an array of {@code CK_ATTRIBUTE}, such as {@code CKA_WRAP_TEMPLATE}. In {@link Attribute}'s form each of its attributes is
 * 8 bytes of type, 4 bytes of length, and the value in that form.
 */
public final class NestedTemplate {
    /** How deep templates in templates are followed, whichever way they come in. */
    public static final int DEEPEST = 4;

    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private NestedTemplate() {}

    /** Returns the attribute of this type whose value is the attributes. */
    public static Attribute of(long type, List<Attribute> attributes) {
        int bytes = attributes.stream()
                .mapToInt(attribute -> HEADER_BYTES + attribute.length())
                .sum();
        ByteBuffer value = ByteBuffer.allocate(bytes);
        for (Attribute attribute : attributes) {
            value.putLong(attribute.type()).putInt(attribute.length()).put(attribute.value());
        }
        return Attribute.of(type, value.array());
    }

    /**
     * Returns the attributes that are an attribute's value.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when the value is not of this form
     */
    public static List<Attribute> attributes(Attribute template) {
        ByteBuffer value = ByteBuffer.wrap(template.value());
        List<Attribute> attributes = new ArrayList<>();
        try {
            while (value.hasRemaining()) {
                attributes.add(next(value));
            }
        } catch (BufferUnderflowException e) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, template + " is no array of CK_ATTRIBUTE");
        }
        return attributes;
    }

    private static Attribute next(ByteBuffer value) {
        long type = value.getLong();
        int length = value.getInt();
        if (length < 0 || length > value.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        value.get(bytes);
        return Attribute.of(type, bytes);
    }
}
