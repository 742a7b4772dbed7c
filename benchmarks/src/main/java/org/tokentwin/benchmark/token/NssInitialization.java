package org.tokentwin.benchmark.token;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * C_Initialize with a library's own parameters, which NSS's softoken asks for: its arguments have a string between the flags and
 * {@code pReserved}. The wrapper cannot pass it.
 */
final class NssInitialization {
    private static final StructLayout ARGUMENTS = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(4, ValueLayout.ADDRESS),
            ValueLayout.JAVA_LONG.withName("flags"),
            ValueLayout.ADDRESS.withName("parameters"),
            ValueLayout.ADDRESS);
    /** In the function list after the version and its padding, PKCS#11 v2.40 section 3.6. */
    private static final long INITIALIZE_AT = 8;

    private NssInitialization() {}

    /** @throws NotMeasuredException when the module refuses */
    static void run(Path module, String parameters) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle initialize = linker.downcallHandle(
                    function(linker, module, arena), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
            MemorySegment arguments = arena.allocate(ARGUMENTS);
            arguments.set(
                    ValueLayout.JAVA_LONG,
                    ARGUMENTS.byteOffset(PathElement.groupElement("flags")),
                    Ckf.CKF_OS_LOCKING_OK);
            arguments.set(
                    ValueLayout.ADDRESS,
                    ARGUMENTS.byteOffset(PathElement.groupElement("parameters")),
                    arena.allocateFrom(parameters));
            long result = (long) initialize.invokeExact(arguments);
            if (result != 0) {
                throw new NotMeasuredException("C_Initialize returns 0x" + Long.toHexString(result));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment function(Linker linker, Path module, Arena arena) throws Throwable {
        MethodHandle getFunctionList = linker.downcallHandle(
                SymbolLookup.libraryLookup(module, arena)
                        .find(CryptokiFunction.C_GetFunctionList.name())
                        .orElseThrow(() -> new NotMeasuredException(module + " is no PKCS#11 module")),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        MemorySegment list = arena.allocate(ValueLayout.ADDRESS);
        long result = (long) getFunctionList.invokeExact(list);
        if (result != 0) {
            throw new NotMeasuredException("C_GetFunctionList returns 0x" + Long.toHexString(result));
        }
        return list.get(ValueLayout.ADDRESS, 0)
                .reinterpret(INITIALIZE_AT + ValueLayout.ADDRESS.byteSize())
                .get(ValueLayout.ADDRESS, INITIALIZE_AT);
    }
}
