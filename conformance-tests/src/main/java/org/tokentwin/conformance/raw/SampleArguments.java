package org.tokentwin.conformance.raw;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.cryptoki.Ck;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;

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
    public static Object[] of(CryptokiFunction function, RawMemory memory, long sessionOrSlot) {
        SampleArguments sample = new SampleArguments(memory);
        function.parameters().forEach(parameter -> sample.add(parameter.kind(), sessionOrSlot));
        return sample.arguments.toArray();
    }

    private void add(ParameterKind kind, long sessionOrSlot) {
        switch (kind) {
            case SESSION, SLOT -> arguments.add(sessionOrSlot);
            case OBJECT -> arguments.add(Ck.CK_INVALID_HANDLE);
            case FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER -> arguments.add(1L);
            case BOOLEAN -> arguments.add(true);
            case INITIALIZE_ARGS, APPLICATION, NOTIFY, RESERVED -> arguments.add(RawMemory.NULL);
            case BYTES, PIN, PARAMETER, FILLED -> addAll(memory.block(), BUFFER_BYTES);
            case ROOM, NUMBERS, INTERFACES -> addAll(memory.block(), memory.ulong(BUFFER_BYTES));
            case TEMPLATE, QUERY -> addAll(memory.block(), 0L);
            case HANDLES -> addAll(memory.block(), 1L, memory.block());
            case LABEL, STRING, VERSION, MECHANISM, HANDLE, RESULT, STRUCTURE, FUNCTION_LIST, INTERFACE ->
                arguments.add(memory.block());
        }
    }

    private void addAll(Object... values) {
        arguments.addAll(List.of(values));
    }
}
