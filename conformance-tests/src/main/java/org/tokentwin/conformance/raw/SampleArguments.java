package org.tokentwin.conformance.raw;

import java.util.ArrayList;
import java.util.List;

/**
 * Arguments for a function of which only the session or slot matters: every pointer is valid, every buffer holds zeros, and no object
 * handle is that of an object, even for a module that takes any session.
 */
public final class SampleArguments {
    private static final long BUFFER_BYTES = 8;

    private final RawMemory memory;
    private final List<Object> arguments = new ArrayList<>();

    private SampleArguments(RawMemory memory) {
        this.memory = memory;
    }

    /**
     * Arguments for one function.
     *
     * @param sessionOrSlot the first argument, where it is a session or a slot
     */
    public static Object[] of(CkFunction function, RawMemory memory, long sessionOrSlot) {
        SampleArguments sample = new SampleArguments(memory);
        function.signature().chars().forEach(kind -> sample.add((char) kind, sessionOrSlot));
        return sample.arguments.toArray();
    }

    private void add(char kind, long sessionOrSlot) {
        switch (kind) {
            case 's', 'l' -> arguments.add(sessionOrSlot);
            case 'h' -> arguments.add(0L); // CK_INVALID_HANDLE
            case 'n' -> arguments.add(1L);
            case 'b' -> arguments.add(true);
            case 'p', 'm' -> arguments.add(memory.block());
            case 'x' -> arguments.add(RawMemory.NULL);
            case 'i' -> addAll(memory.block(), BUFFER_BYTES);
            case 'o' -> addAll(memory.block(), memory.ulong(BUFFER_BYTES));
            case 't' -> addAll(memory.block(), 0L);
            default -> throw new IllegalArgumentException("no kind of argument: " + kind);
        }
    }

    private void addAll(Object first, Object second) {
        arguments.add(first);
        arguments.add(second);
    }
}
