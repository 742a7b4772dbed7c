package org.tokentwin.emulator.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/**
 * Attributes on the wire: type (4 bytes), whether there is a value (1), its length in C (4), and the value as its kind has it.
 *
 * <p>p11-kit writes a number or a boolean in one width, whatever the caller's length was. So the length in C decides whether the value has its
 * type's form, as it does at the C ABI; where it has not, the value is read as {@link #MISSHAPEN}, and refused as such by all that takes
 * templates. A template in a template is its attributes, counted, and its length in C that of so many {@code CK_ATTRIBUTE}.
 */
final class AttributeCodec {
    /** Three bytes: no number, boolean, list of numbers or date has that length. */
    private static final byte[] MISSHAPEN = new byte[3];

    private static final int MOST_ELEMENTS = 1024;

    /** A {@code CK_ATTRIBUTE} on the 64-bit machines of the clients. */
    private static final int BYTES_OF_ATTRIBUTE = (int) Structure.CK_ATTRIBUTE.size(DataModel.LP64);

    private AttributeCodec() {}

    /**
     * Reads an attribute.
     *
     * @param depth how many templates it is in
     * @throws CryptokiException {@code CKR_ARGUMENTS_BAD} for the length {@code CK_UNAVAILABLE_INFORMATION}, which is the one that is written without a
     *     value, and for a null pointer with a length
     */
    static Attribute read(RpcReader in, int depth) {
        long type = Integer.toUnsignedLong(in.uint32());
        if (in.uint8() == 0) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, Cka.name(type) + " without a length");
        }
        int length = in.uint32();
        return switch (WireKind.of(type)) {
            case BOOLEAN -> readBoolean(in, type, length);
            case ULONG -> readUlong(in, type, length);
            case ULONG_ARRAY -> readUlongs(in, type, length);
            case TEMPLATE -> readTemplate(in, type, length, depth);
            case BYTES, DATE -> readBytes(in, type, length);
        };
    }

    private static Attribute readBoolean(RpcReader in, long type, int length) {
        byte value = in.uint8();
        return Attribute.of(type, length == 1 ? new byte[] {value} : MISSHAPEN);
    }

    /** A {@code CK_ULONG} of the clients, who are on 64-bit machines, has 8 bytes. */
    private static Attribute readUlong(RpcReader in, long type, int length) {
        long value = in.ulong();
        return length == Long.BYTES ? Attribute.ofUlong(type, value) : Attribute.of(type, MISSHAPEN);
    }

    private static Attribute readUlongs(RpcReader in, long type, int length) {
        int count = in.uint32();
        if (count < 0 || count > MOST_ELEMENTS) {
            throw new ProtocolException(Integer.toUnsignedString(count) + " elements");
        }
        ByteBuffer values = ByteBuffer.allocate(count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            values.putLong(in.ulong());
        }
        return Attribute.of(type, length == values.capacity() ? values.array() : MISSHAPEN);
    }

    /** A null pointer comes as no attributes, whatever its length was. */
    private static Attribute readTemplate(RpcReader in, long type, int length, int depth) {
        List<Attribute> attributes = in.attributes(depth + 1);
        if (attributes.isEmpty() && length != 0) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, Cka.name(type) + " with a length and no value");
        }
        return depth < NestedTemplate.DEEPEST && length == attributes.size() * BYTES_OF_ATTRIBUTE
                ? NestedTemplate.of(type, attributes)
                : Attribute.of(type, MISSHAPEN);
    }

    /** A date of another length than a date's comes without its bytes, as a null pointer does. */
    private static Attribute readBytes(RpcReader in, long type, int length) {
        byte[] given = in.counted();
        byte[] value = given == null ? new byte[0] : given;
        if (value.length == length) {
            return Attribute.of(type, inAnyOrder(type, value));
        }
        if (given != null) {
            throw new ProtocolException(value.length + " bytes for a length of " + Integer.toUnsignedString(length));
        }
        if (AttributeKind.of(type) == AttributeKind.DATE) {
            return Attribute.of(type, MISSHAPEN);
        }
        throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, Cka.name(type) + " with a length and no value");
    }

    /** A number that crosses as the client has it in memory: most significant byte first here, and the machine's way there. */
    private static byte[] inAnyOrder(long type, byte[] value) {
        if (AttributeKind.of(type) != AttributeKind.ULONG || value.length != Long.BYTES) {
            return value;
        }
        long number = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Writes an attribute without a value: it was refused, or its buffer was too small. */
    static void writeAbsent(RpcWriter out, long type) {
        out.uint32((int) type).uint8(0);
    }

    /** Writes an attribute, and of a template what the client has room for: its number of attributes alone, where the client asks for the length. */
    static void write(RpcWriter out, Attribute attribute, TemplateRoom room) {
        if (WireKind.of(attribute.type()) != AttributeKind.TEMPLATE) {
            writeValue(out, attribute);
            return;
        }
        List<Attribute> attributes = NestedTemplate.attributes(attribute);
        out.uint32((int) attribute.type()).uint8(1).uint32(attributes.size() * BYTES_OF_ATTRIBUTE);
        out.uint32(room.bytes() == 0 ? 0 : attributes.size());
        for (int i = 0; room.bytes() != 0 && i < attributes.size(); i++) {
            TemplateRoom inner = room.nested().get(i);
            if (inner.takes(attributes.get(i))) {
                write(out, attributes.get(i), inner);
            } else {
                writeAbsent(out, attributes.get(i).type());
            }
        }
    }

    private static void writeValue(RpcWriter out, Attribute attribute) {
        byte[] value = attribute.value();
        out.uint32((int) attribute.type()).uint8(1).uint32(value.length);
        switch (WireKind.of(attribute.type())) {
            case BOOLEAN -> out.uint8(value.length == 0 ? 0 : value[0]);
            case ULONG -> out.ulong(value.length == Long.BYTES ? attribute.asUlong() : 0);
            case ULONG_ARRAY -> writeUlongs(out, value);
            case TEMPLATE, BYTES, DATE -> out.counted(inAnyOrder(attribute.type(), value));
        }
    }

    private static void writeUlongs(RpcWriter out, byte[] values) {
        out.uint32(values.length / Long.BYTES);
        ByteBuffer rest = ByteBuffer.wrap(values);
        while (rest.remaining() >= Long.BYTES) {
            out.ulong(rest.getLong());
        }
    }
}
