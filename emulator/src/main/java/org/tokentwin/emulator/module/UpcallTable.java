package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * The functions that every shim calls, {@code struct upcalls} of {@code shim.c}: one table for the JVM, made at the first use and
 * never freed, since a shim may stay loaded until the JVM ends.
 */
final class UpcallTable {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private UpcallTable() {}

    /** The table's address. */
    static MemorySegment address() {
        return Holder.TABLE;
    }

    private static final class Holder {
        static final MemorySegment TABLE = make(AbiLayout.host(), Arena.global());
    }

    private static MemorySegment make(AbiLayout abi, Arena arena) {
        Map<String, MethodHandle> methods = methods(abi);
        UpcallStub stub = new UpcallStub(abi, arena);
        MemorySegment table = arena.allocate(ValueLayout.ADDRESS, FunctionList.NAMES.size());
        for (int i = 0; i < FunctionList.NAMES.size(); i++) {
            String function = FunctionList.NAMES.get(i);
            MethodHandle method = methods.get(function);
            if (method != null) {
                table.setAtIndex(ValueLayout.ADDRESS, i, stub.make(function, method));
            } else if (!function.equals(FunctionList.NOT_FORWARDED)) {
                throw new IllegalStateException("no method for " + function);
            }
        }
        return table;
    }

    /** The methods by the names of their C functions; {@code initPin} is found by {@code C_InitPIN}. */
    private static Map<String, MethodHandle> methods(AbiLayout abi) {
        Map<String, MethodHandle> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (FunctionGroup group : FunctionGroup.all(abi)) {
            Arrays.stream(group.getClass().getDeclaredMethods())
                    .filter(UpcallTable::isFunction)
                    .forEach(method -> methods.put("C_" + method.getName(), bind(method, group)));
        }
        return methods;
    }

    private static boolean isFunction(Method method) {
        return method.getParameterCount() > 0
                && method.getParameterTypes()[0] == Cryptoki.class
                && !method.isSynthetic();
    }

    private static MethodHandle bind(Method method, FunctionGroup group) {
        try {
            return LOOKUP.unreflect(method).bindTo(group);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not accessible: " + method, e);
        }
    }
}
