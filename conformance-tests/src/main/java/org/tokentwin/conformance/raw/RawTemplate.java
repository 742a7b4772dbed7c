package org.tokentwin.conformance.raw;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template in C memory: {@code CK_ATTRIBUTE_PTR} and {@code CK_ULONG}.
 *
 * @param index the place of the pointer among the call's arguments; its count follows
 */
public record RawTemplate(int index, MemorySegment place, long count) {
    private static final long MOST = 1000;

    /**
     * An attribute of it.
     *
     * @param value a null pointer, or as many bytes as are said
     */
    public record Attribute(long type, MemorySegment value, long length) {
        /** The value where it is there and has at most so many bytes. */
        public byte[] bytes(int most) {
            long bytes = value.byteSize() == 0 ? length : Math.min(length, value.byteSize());
            return value.address() == 0 || bytes < 0 || bytes > most
                    ? new byte[0]
                    : RawArguments.readable(value, bytes).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** Whether the memory can hold as many attributes as are said. */
    public boolean isReadable() {
        return count >= 0
                && count <= MOST
                && (place.byteSize() == 0 || place.byteSize() >= count * RawMemory.attributeBytes());
    }

    /** Its attributes, where it {@link #isReadable}. */
    public List<Attribute> attributes() {
        MemorySegment all = RawArguments.readable(place, count * RawMemory.attributeBytes());
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment each = RawMemory.attributeAt(all, i);
            attributes.add(new Attribute(RawMemory.ulongAt(each), RawMemory.valueOf(each), RawMemory.lengthOf(each)));
        }
        return attributes;
    }

    /** The call's arguments with another template in the place of this one. The memory is there as long as the arguments are. */
    public @Nullable Object[] replacedIn(@Nullable Object[] arguments, List<Attribute> attributes) {
        RawMemory memory = new RawMemory(Arena.ofAuto());
        @Nullable Object[] copy = arguments.clone();
        copy[index] = memory.attributes(attributes.stream()
                .map(each -> memory.attribute(each.type(), each.value(), each.length()))
                .toArray(MemorySegment[]::new));
        copy[index + 1] = (long) attributes.size();
        return copy;
    }

    /** An attribute with its own value. */
    public static Attribute attribute(long type, byte[] value) {
        return new Attribute(type, new RawMemory(Arena.ofAuto()).bytes(value), value.length);
    }
}
