package org.tokentwin.conformance.raw;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;

/** The caller's side of a call: buffers, numbers and structures that a C program would have on its stack. */
public final class RawMemory {
    /** The null pointer. */
    public static final MemorySegment NULL = MemorySegment.NULL;

    /** The length of a {@code CK_ULONG}. */
    public static final int ULONG_BYTES = Abi.ulongBytes();

    /** {@code CK_UNAVAILABLE_INFORMATION}: every bit of a {@code CK_ULONG}. */
    public static final long UNAVAILABLE = -1L >>> (Long.SIZE - Byte.SIZE * ULONG_BYTES);

    private static final int ROOMY = 1024;
    private static final Structure GCM_MESSAGE = Structure.CK_GCM_MESSAGE_PARAMS;

    private final Arena arena;

    public RawMemory(Arena arena) {
        this.arena = arena;
    }

    /** Zeros, enough for every structure of PKCS#11. */
    public MemorySegment block() {
        return arena.allocate(ROOMY, Long.BYTES);
    }

    public MemorySegment block(long bytes) {
        return arena.allocate(Math.max(bytes, 1), Long.BYTES);
    }

    public MemorySegment bytes(byte[] bytes) {
        MemorySegment segment = block(bytes.length);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    /** A {@code CK_ULONG} that the module may change. */
    public MemorySegment ulong(long value) {
        MemorySegment segment = block(Long.BYTES);
        Abi.put(segment, 0, value);
        return segment;
    }

    /** The {@code CK_ULONG} at the beginning of a segment. */
    public static long ulongAt(MemorySegment segment) {
        return Abi.get(segment, 0);
    }

    public static void setUlong(MemorySegment segment, long value) {
        Abi.put(segment, 0, value);
    }

    /** A {@code CK_MECHANISM} without parameter. */
    public MemorySegment mechanism(long type) {
        MemorySegment segment = block();
        Abi.put(segment, 0, type);
        return segment;
    }

    /** A {@code CK_MECHANISM} with a parameter as it lies in memory. */
    public MemorySegment mechanism(long type, MemorySegment parameter, long length) {
        MemorySegment segment = mechanism(type);
        segment.set(
                ValueLayout.ADDRESS_UNALIGNED,
                Structure.CK_MECHANISM.offset("pParameter", DataModel.host()),
                parameter);
        Abi.put(segment, Structure.CK_MECHANISM.offset("ulParameterLen", DataModel.host()), length);
        return segment;
    }

    /** A {@code CK_GCM_MESSAGE_PARAMS}; its initialisation vector and its tag are as long as their places. */
    public MemorySegment gcmMessage(MemorySegment iv, long fixedBits, long generator, MemorySegment tag) {
        MemorySegment segment = block(GCM_MESSAGE.size(DataModel.host()));
        putGcm(segment, "pIv", iv);
        putGcm(segment, "ulIvLen", iv.byteSize());
        putGcm(segment, "ulIvFixedBits", fixedBits);
        putGcm(segment, "ivGenerator", generator);
        putGcm(segment, "pTag", tag);
        putGcm(segment, "ulTagBits", tag.byteSize() * Byte.SIZE);
        return segment;
    }

    private static void putGcm(MemorySegment segment, String field, MemorySegment pointer) {
        segment.set(ValueLayout.ADDRESS_UNALIGNED, GCM_MESSAGE.offset(field, DataModel.host()), pointer);
    }

    private static void putGcm(MemorySegment segment, String field, long value) {
        Abi.put(segment, GCM_MESSAGE.offset(field, DataModel.host()), value);
    }

    /**
     * A {@code CK_C_INITIALIZE_ARGS}.
     *
     * @param createMutex the address of the first of its four functions; the other three are null
     */
    public MemorySegment initializeArgs(long createMutex, long flags, MemorySegment reserved) {
        MemorySegment segment = block();
        segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, createMutex);
        Abi.put(segment, 4L * Long.BYTES, flags);
        segment.set(ValueLayout.ADDRESS_UNALIGNED, 4L * Long.BYTES + Abi.ulongBytes(), reserved);
        return segment;
    }

    /** A {@code CK_ATTRIBUTE} with a buffer to read from or to fill. */
    public MemorySegment attribute(long type, MemorySegment value, long length) {
        MemorySegment segment = block();
        Abi.put(segment, 0, type);
        segment.set(ValueLayout.ADDRESS_UNALIGNED, Abi.ulongBytes(), value);
        Abi.put(segment, lengthOffset(), length);
        return segment;
    }

    /** A {@code CK_ATTRIBUTE} with these bytes. */
    public MemorySegment attribute(long type, byte[] value) {
        return attribute(type, bytes(value), value.length);
    }

    /** A {@code CK_ATTRIBUTE} that is a {@code CK_ULONG}. */
    public MemorySegment attribute(long type, long value) {
        return attribute(type, ulong(value), ULONG_BYTES);
    }

    /** A {@code CK_ATTRIBUTE} that is a {@code CK_BBOOL}. */
    public MemorySegment attribute(long type, boolean value) {
        return attribute(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    /** A template: attributes one behind the other. */
    public MemorySegment attributes(MemorySegment... attributes) {
        MemorySegment template = block(attributes.length * attributeBytes());
        for (int i = 0; i < attributes.length; i++) {
            MemorySegment.copy(attributes[i], 0, template, i * attributeBytes(), attributeBytes());
        }
        return template;
    }

    /** One attribute of a template. */
    public static MemorySegment attributeAt(MemorySegment template, int index) {
        return template.asSlice(index * attributeBytes(), attributeBytes());
    }

    /** {@code ulValueLen} of a {@code CK_ATTRIBUTE}. */
    public static long lengthOf(MemorySegment attribute) {
        return Abi.get(attribute, lengthOffset());
    }

    /** {@code pValue} of a {@code CK_ATTRIBUTE}. */
    static MemorySegment valueOf(MemorySegment attribute) {
        return attribute.get(ValueLayout.ADDRESS_UNALIGNED, Abi.ulongBytes());
    }

    static long attributeBytes() {
        return lengthOffset() + Abi.ulongBytes();
    }

    private static long lengthOffset() {
        return Abi.ulongBytes() + (long) Long.BYTES;
    }
}
