package org.tokentwin.conformance.raw;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Parameter;

/**
 * The arguments of a call in C memory, read as the function's signature says: a module that is called with them sees the same.
 *
 * @param numbers sessions, slots, objects, user types and flags, in order; the lengths of buffers and templates are not among them
 * @param inputs the buffers that the module reads, in order
 * @param templates the templates, in order, but for null pointers
 */
public record RawArguments(List<Long> numbers, List<Input> inputs, List<RawTemplate> templates) {
    private static final int LONGEST_TEXT = 4096;

    /** A buffer that the module reads. */
    public record Input(MemorySegment place, long length) {
        /** As text; empty for a null pointer. What is too long for any PIN or name is cut. */
        public Optional<char[]> text() {
            if (place.address() == 0) {
                return Optional.empty();
            }
            long bytes = Math.clamp(
                    length, 0, place.byteSize() == 0 ? LONGEST_TEXT : Math.min(LONGEST_TEXT, place.byteSize()));
            byte[] copy = readable(place, bytes).toArray(ValueLayout.JAVA_BYTE);
            return Optional.of(new String(copy, StandardCharsets.UTF_8).toCharArray());
        }
    }

    /** Whether these are arguments of {@link RawModule#call} rather than of the wrapper: pointers are among them. */
    public static boolean isRaw(@Nullable Object[] arguments) {
        return Arrays.stream(arguments).anyMatch(MemorySegment.class::isInstance);
    }

    /** Reads the arguments of a function. */
    public static RawArguments of(CryptokiFunction function, @Nullable Object[] arguments) {
        List<Long> numbers = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        List<RawTemplate> templates = new ArrayList<>();
        int next = 0;
        for (Parameter parameter : function.parameters()) {
            switch (parameter.kind()) {
                case SESSION, SLOT, OBJECT, FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER ->
                    numbers.add(CallStep.number(arguments, next));
                case BYTES, PIN ->
                    inputs.add(new Input(pointer(arguments, next), CallStep.number(arguments, next + 1)));
                case TEMPLATE, QUERY -> {
                    if (pointer(arguments, next).address() != 0) {
                        templates.add(
                                new RawTemplate(next, pointer(arguments, next), CallStep.number(arguments, next + 1)));
                    }
                }
                default -> {}
            }
            next += parameter.kind().types().size();
        }
        return new RawArguments(numbers, inputs, templates);
    }

    private static MemorySegment pointer(@Nullable Object[] arguments, int index) {
        return arguments[index] instanceof MemorySegment segment ? segment : MemorySegment.NULL;
    }

    /** A pointer that came out of C memory has no length of its own. */
    static MemorySegment readable(MemorySegment place, long bytes) {
        return place.byteSize() == 0 ? place.reinterpret(bytes) : place.asSlice(0, bytes);
    }
}
