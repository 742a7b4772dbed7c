package org.tokentwin.emulator.rpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeKind;
import org.tokentwin.emulator.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * Attributes on the wire: type (4 bytes), whether there is a value (1), its length in C (4), and the value as its kind has it. The length
 * counts, whatever follows it.
 */
final class AttributeCodec {
    /** Bytes of a CK_ULONG of a client on a 64-bit machine. */
    static final int ULONG_LENGTH = Long.BYTES;

    private static final int MOST_ELEMENTS = 1024;

    private AttributeCodec() {}

    /** @throws CryptokiException {@code CKR_ATTRIBUTE_TYPE_INVALID} for a template in a template, which no token here has */
    static Attribute read(RpcReader in) {
        long type = Integer.toUnsignedLong(in.uint32());
        if (in.uint8() == 0) {
            return Attribute.of(type, new byte[0]);
        }
        int length = in.uint32();
        return switch (WireKind.of(type)) {
            case BOOLEAN -> readBoolean(in, type, length);
            case ULONG -> readUlong(in, type, length);
            case ULONG_ARRAY -> readUlongs(in, type);
            case TEMPLATE ->
                throw new CryptokiException(Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Cka.name(type) + " is not supported");
            case BYTES, DATE -> Attribute.of(type, inAnyOrder(type, orEmpty(in.counted())));
        };
    }

    private static Attribute readBoolean(RpcReader in, long type, int length) {
        byte value = in.uint8();
        return Attribute.of(type, length == 0 ? new byte[0] : new byte[] {value});
    }

    private static Attribute readUlong(RpcReader in, long type, int length) {
        long value = in.ulong();
        boolean whole = length == ULONG_LENGTH || length == Integer.BYTES;
        return whole ? Attribute.ofUlong(type, value) : Attribute.of(type, new byte[0]);
    }

    private static Attribute readUlongs(RpcReader in, long type) {
        int count = in.uint32();
        if (count < 0 || count > MOST_ELEMENTS) {
            throw new ProtocolException(Integer.toUnsignedString(count) + " elements");
        }
        ByteBuffer values = ByteBuffer.allocate(count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            values.putLong(in.ulong());
        }
        return Attribute.of(type, values.array());
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
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

    static void write(RpcWriter out, Attribute attribute) {
        byte[] value = attribute.value();
        out.uint32((int) attribute.type()).uint8(1).uint32(value.length);
        switch (WireKind.of(attribute.type())) {
            case BOOLEAN -> out.uint8(value.length == 0 ? 0 : value[0]);
            case ULONG -> out.ulong(value.length == Long.BYTES ? attribute.asUlong() : 0);
            case ULONG_ARRAY -> writeUlongs(out, value);
            case TEMPLATE -> out.uint32(0);
            case BYTES, DATE -> out.counted(inAnyOrder(attribute.type(), value));
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
