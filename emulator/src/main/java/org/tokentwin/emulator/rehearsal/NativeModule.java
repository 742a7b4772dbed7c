package org.tokentwin.emulator.rehearsal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A PKCS#11 module as C programs have it, where {@code CK_ULONG} and pointers have 64 bits. */
final class NativeModule {
    /** The pointers follow a version of two bytes, and are aligned. */
    private static final long FIRST_FUNCTION = Long.BYTES;

    private final MemorySegment functions;

    private NativeModule(MemorySegment functions) {
        this.functions = functions;
    }

    /** @param arena how long the module stays loaded */
    static NativeModule load(String file, Arena arena) {
        MemorySegment list = arena.allocate(JAVA_LONG);
        call(
                CryptokiFunction.C_GetFunctionList,
                SymbolLookup.libraryLookup(Path.of(file), arena).findOrThrow(CryptokiFunction.C_GetFunctionList.name()),
                list.address());
        return new NativeModule(MemorySegment.ofAddress(list.get(JAVA_LONG, 0)).reinterpret(Long.MAX_VALUE));
    }

    void call(CryptokiFunction function, long... arguments) {
        MemorySegment address =
                functions.get(ValueLayout.ADDRESS, FIRST_FUNCTION + function.index() * ValueLayout.ADDRESS.byteSize());
        call(function, address, arguments);
    }

    /** Integers of fewer bits than 64 go the same way. */
    private static void call(CryptokiFunction function, MemorySegment address, long... arguments) {
        MemoryLayout[] types = Collections.nCopies(arguments.length, JAVA_LONG).toArray(MemoryLayout[]::new);
        MethodHandle handle = Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(JAVA_LONG, types));
        long result;
        try {
            result = (long)
                    handle.invokeWithArguments(Arrays.stream(arguments).boxed().toList());
        } catch (Throwable e) {
            throw new IllegalStateException(function.name() + " could not be called", e);
        }
        if (result != Ckr.CKR_OK.code()) {
            throw new IllegalStateException(function.name() + " returned " + Ckr.name(result));
        }
    }
}
