package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.emulator.cryptoki.Attribute;

/** An attribute's value between memory, where a {@code CK_ULONG} is the platform's, and the form that {@link Attribute} has. */
final class NativeValue {
    private NativeValue() {}

    /** A {@code CK_ULONG} that has not the platform's length comes out with a length that is wrong there, too. */
    static byte[] toCanonical(AbiLayout abi, long type, byte[] value) {
        return switch (AttributeKind.of(type)) {
            case ULONG -> value.length == abi.ulongBytes() ? widen(abi, value) : misshapen(value);
            case ULONG_ARRAY -> value.length % abi.ulongBytes() == 0 ? widen(abi, value) : misshapen(value);
            case TEMPLATE -> throw new IllegalArgumentException("a template has no bytes");
            case BOOLEAN, DATE, BYTES -> value;
        };
    }

    /** The bytes that there is room for in the canonical form, if there is room for so many in memory. */
    static long canonicalRoom(AbiLayout abi, long type, long bytes) {
        return switch (AttributeKind.of(type)) {
            case ULONG, ULONG_ARRAY -> Long.divideUnsigned(bytes, abi.ulongBytes()) * Long.BYTES;
            case BOOLEAN, DATE, TEMPLATE, BYTES -> bytes;
        };
    }

    static byte[] toNative(AbiLayout abi, Attribute attribute) {
        return switch (AttributeKind.of(attribute.type())) {
            case ULONG, ULONG_ARRAY -> narrow(abi, attribute.value());
            case TEMPLATE -> throw new IllegalArgumentException("a template has no bytes");
            case BOOLEAN, DATE, BYTES -> attribute.value();
        };
    }

    private static byte[] widen(AbiLayout abi, byte[] value) {
        MemorySegment memory = MemorySegment.ofArray(value);
        ByteBuffer canonical = ByteBuffer.allocate(value.length / abi.ulongBytes() * Long.BYTES);
        for (int offset = 0; offset < value.length; offset += abi.ulongBytes()) {
            canonical.putLong(abi.ulong(memory, offset));
        }
        return canonical.array();
    }

    private static byte[] narrow(AbiLayout abi, byte[] canonical) {
        ByteBuffer values = ByteBuffer.wrap(canonical);
        byte[] value = new byte[canonical.length / Long.BYTES * abi.ulongBytes()];
        MemorySegment memory = MemorySegment.ofArray(value);
        for (int offset = 0; offset < value.length; offset += abi.ulongBytes()) {
            abi.putUlong(memory, offset, values.getLong());
        }
        return value;
    }

    private static byte[] misshapen(byte[] value) {
        return value.length == Long.BYTES ? new byte[0] : value;
    }
}
