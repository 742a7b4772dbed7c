package org.tokentwin.conformance.mutant;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.tokentwin.conformance.raw.CkFunction;
import org.tokentwin.conformance.raw.RawModule;

/** A function list whose every function goes through a fault, for what is decided before Java sees the call: pointers, buffers, lengths. */
final class FaultyTable {
    private static final long CKR_GENERAL_ERROR = 5;

    private FaultyTable() {}

    /** Puts the fault into a module's function list; it must be unloaded before the arena is closed. */
    static void into(Path module, TableFault fault, Arena arena) {
        RawModule list = RawModule.of(module);
        for (CkFunction function : CkFunction.values()) {
            list.replace(function, stub(function, list.address(function), fault, arena));
        }
    }

    private static MemorySegment stub(CkFunction function, MemorySegment address, TableFault fault, Arena arena) {
        FunctionDescriptor descriptor = function.descriptor();
        MethodHandle honest = Linker.nativeLinker().downcallHandle(address, descriptor);
        MethodType type = descriptor.toMethodType();
        try {
            MethodHandle faulty = MethodHandles.lookup()
                    .findStatic(
                            FaultyTable.class,
                            "answer",
                            MethodType.methodType(
                                    long.class,
                                    TableFault.class,
                                    CkFunction.class,
                                    MethodHandle.class,
                                    Object[].class));
            MethodHandle bound = MethodHandles.insertArguments(faulty, 0, fault, function, honest)
                    .asCollector(Object[].class, type.parameterCount())
                    .asType(type);
            return Linker.nativeLinker().upcallStub(bound, descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unused") // found by name
    private static long answer(TableFault fault, CkFunction function, MethodHandle honest, Object... arguments) {
        try {
            return fault.answer(new TableCall(function, honest, arguments));
        } catch (RuntimeException e) { // one that left would end the JVM
            return CKR_GENERAL_ERROR;
        }
    }
}
