package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;

/**
 * The one function that a shim calls, whatever function its own caller chose: {@code upcall} of {@code shim.c}. It is never freed, since a shim may stay
 * loaded until the JVM ends.
 */
final class Upcall {
    private static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V3_2);
    private static final CFunctions IMPLEMENTATION = CFunctions.ofThisProcess();

    /** {@code MOST_ARGUMENTS} of {@code shim.c}. */
    private static final int MOST_ARGUMENTS = 10;

    static final MemorySegment ADDRESS = make();

    private Upcall() {}

    private static MemorySegment make() {
        try {
            MethodHandle call = MethodHandles.lookup()
                    .findStatic(Upcall.class, "call", methodType(long.class, long.class, long.class, long.class));
            return Linker.nativeLinker()
                    .upcallStub(
                            call, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not found: call", e);
        }
    }

    /**
     * Carries out a call. It throws nothing: the JVM would end.
     *
     * @param context the shim's number
     * @param index the function's place in the standard's list
     * @param arguments their address; 64 bits for each, and zeros for those that the function lacks
     */
    @SuppressWarnings("UnusedMethod") // called by its handle
    private static long call(long context, long index, long arguments) {
        try {
            CryptokiFunction function = FUNCTIONS.get((int) index);
            long[] values = new long[MOST_ARGUMENTS];
            MemorySegment.copy(AbiLayout.at(arguments), JAVA_LONG, 0, values, 0, MOST_ARGUMENTS);
            return IMPLEMENTATION.call(function, () -> Applications.get(function.name(), context), new FromC(values));
        } catch (Throwable _) { // there was no room even for the arguments, or for what was thrown
            return Ckr.CKR_HOST_MEMORY.code();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record FromC(long[] values) implements CallArguments {
        @Override
        public long number(int place) {
            return values[place];
        }

        @Override
        public byte flag(int place) {
            return (byte) number(place);
        }

        @Override
        public MemorySegment pointer(int place) {
            return AbiLayout.at(values[place]);
        }
    }
}
