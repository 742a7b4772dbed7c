package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;

/** A {@code CK_ATTRIBUTE} in the caller's memory, PKCS#11 v2.40 section 3.4. */
record CkAttribute(AbiLayout abi, MemorySegment memory) {
    /** The elements of a template; a null pointer is a template of no attributes. */
    static List<CkAttribute> template(AbiLayout abi, MemorySegment template, long count) {
        long size = Structure.CK_ATTRIBUTE.size(abi.model());
        return IntStream.range(0, Arguments.length(template, count, size))
                .mapToObj(i -> new CkAttribute(abi, template.asSlice(i * size, size)))
                .toList();
    }

    /** The attributes of a template. */
    static List<Attribute> read(AbiLayout abi, MemorySegment template, long count) {
        return template(abi, template, count).stream().map(CkAttribute::read).toList();
    }

    Attribute read() {
        byte[] value = Arguments.bytes(value(), valueLength());
        return Attribute.of(type(), NativeValue.toCanonical(abi, type(), value));
    }

    long type() {
        return abi.ulong(memory, 0);
    }

    /** {@code pValue}. */
    MemorySegment value() {
        return abi.pointer(memory, valueOffset());
    }

    /** {@code ulValueLen}. */
    long valueLength() {
        return abi.ulong(memory, valueLengthOffset());
    }

    void putValueLength(long length) {
        abi.putUlong(memory, valueLengthOffset(), length);
    }

    private long valueOffset() {
        return abi.pointerAfter(abi.ulongBytes());
    }

    private long valueLengthOffset() {
        return valueOffset() + Long.BYTES;
    }
}
