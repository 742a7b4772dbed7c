package org.tokentwin.conformance.mutant;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.tokentwin.conformance.raw.RawArguments;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawTemplate;
import org.tokentwin.cryptoki.CryptokiFunction;

/** One call through a faulty function list. */
final class TableCall {
    private final CryptokiFunction function;
    private final MethodHandle honest;
    private final Object[] arguments;

    /** @param arguments as C has them */
    TableCall(CryptokiFunction function, MethodHandle honest, Object... arguments) {
        this.function = function;
        this.honest = honest;
        this.arguments = arguments;
    }

    CryptokiFunction function() {
        return function;
    }

    /** A number of the arguments. */
    long number(int index) {
        return (Long) arguments[index];
    }

    /** The buffer to fill; only of a function that has one. */
    MemorySegment buffer() {
        return pointer(arguments.length - 2);
    }

    /** What the honest function returns. */
    long proceed() {
        return call(arguments);
    }

    /** What the honest function returns to a number in the place of the caller's. */
    long proceedWith(int index, long number) {
        Object[] changed = arguments.clone();
        changed[index] = number;
        return call(changed);
    }

    private long call(Object[] these) {
        try {
            return (Long) honest.invokeWithArguments(these);
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("the call did not come about", e);
        }
    }

    /** The honest answer, or {@code CKR_OK} in the place of this one. */
    long forgetting(long ckr) {
        long answer = proceed();
        return answer == ckr ? 0 : answer;
    }

    /** Whether the caller has no buffer, and asks for the length. */
    boolean asksForTheLength() {
        return function.tellsLength() && buffer().equals(MemorySegment.NULL);
    }

    /** Whether the caller has a buffer and a length for it. */
    boolean hasBuffer() {
        return function.tellsLength()
                && !asksForTheLength()
                && !pointer(arguments.length - 1).equals(MemorySegment.NULL);
    }

    /** The length to which the last argument points. */
    long length() {
        return RawMemory.ulongAt(lengthPlace());
    }

    void setLength(long length) {
        RawMemory.setUlong(lengthPlace(), length);
    }

    private MemorySegment lengthPlace() {
        return pointer(arguments.length - 1).reinterpret(RawMemory.ULONG_BYTES);
    }

    /** The templates among the arguments. */
    List<RawTemplate> templates() {
        return RawArguments.of(function, arguments).templates();
    }

    MemorySegment pointer(int index) {
        return (MemorySegment) arguments[index];
    }
}
