package org.tokentwin.conformance.mutant;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ValueType;

/** A function list whose every function goes through a fault, for what is decided before Java sees the call: pointers, buffers, lengths. */
final class FaultyTable {
    private static final long CKR_GENERAL_ERROR = 5;

    private FaultyTable() {}

    /** Puts the fault into a module's function list; it must be unloaded before the arena is closed. */
    static void into(Path module, TableFault fault, Arena arena) {
        RawModule list = RawModule.of(module);
        for (CryptokiFunction function : RawModule.FUNCTIONS) {
            list.replace(function, stub(function, list.address(function), fault, arena));
        }
    }

    private static MemorySegment stub(CryptokiFunction function, MemorySegment address, TableFault fault, Arena arena) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                function.types().stream().map(FaultyTable::layout).toArray(MemoryLayout[]::new));
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
                                    CryptokiFunction.class,
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

    private static MemoryLayout layout(ValueType type) {
        return switch (type) {
            case BYTE -> ValueLayout.JAVA_BYTE;
            case ULONG -> ValueLayout.JAVA_LONG;
            case POINTER -> ValueLayout.ADDRESS;
            case VERSION -> throw new IllegalStateException("no function takes a CK_VERSION by value");
        };
    }

    @SuppressWarnings("unused") // found by name
    private static long answer(TableFault fault, CryptokiFunction function, MethodHandle honest, Object... arguments) {
        try {
            return fault.answer(new TableCall(function, honest, arguments));
        } catch (RuntimeException e) { // one that left would end the JVM
            return CKR_GENERAL_ERROR;
        }
    }
}
