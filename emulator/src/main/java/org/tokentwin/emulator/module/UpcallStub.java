package org.tokentwin.emulator.module;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Makes C functions of a {@link FunctionGroup}'s methods: {@code CK_RV function(uint64_t context, ...)}, which never throw. */
record UpcallStub(AbiLayout abi, Arena arena) {
    private static final MethodHandle OK = MethodHandles.constant(long.class, Ckr.CKR_OK.code());
    private static final MethodHandle APPLICATION =
            find(Applications.class, "get", Cryptoki.class, String.class, long.class);
    private static final MethodHandle RETURN_VALUE =
            find(Boundary.class, "returnValue", long.class, String.class, Throwable.class, long.class, long.class);
    private static final MethodHandle UNSIGNED = find(Integer.class, "toUnsignedLong", long.class, int.class);

    MemorySegment make(String function, MethodHandle method) {
        MethodHandle returning = MethodHandles.filterReturnValue(method, OK);
        MethodHandle found = MethodHandles.filterArguments(returning, 0, APPLICATION.bindTo(function));
        MethodHandle caught = MethodHandles.catchException(found, Throwable.class, returnValue(function, found));
        FunctionDescriptor descriptor = descriptor(caught.type().parameterArray());
        return Linker.nativeLinker().upcallStub(adapt(caught, descriptor), descriptor, arena);
    }

    /** Takes what was thrown, and of the arguments the first two, as far as they are numbers. */
    private static MethodHandle returnValue(String function, MethodHandle found) {
        MethodHandle returnValue = RETURN_VALUE.bindTo(function);
        boolean takesNumber = found.type().parameterCount() > 1 && found.type().parameterType(1) == long.class;
        return takesNumber ? returnValue : MethodHandles.insertArguments(returnValue, 2, 0L);
    }

    private FunctionDescriptor descriptor(Class<?>[] parameters) {
        MemoryLayout[] layouts = new MemoryLayout[parameters.length];
        layouts[0] = ValueLayout.JAVA_LONG;
        for (int i = 1; i < parameters.length; i++) {
            layouts[i] = layout(parameters[i]);
        }
        return FunctionDescriptor.of(abi.ulongArgument(), layouts);
    }

    private MemoryLayout layout(Class<?> parameter) {
        if (parameter == MemorySegment.class) {
            return abi.pointerArgument();
        }
        return parameter == byte.class ? ValueLayout.JAVA_BYTE : abi.ulongArgument();
    }

    /** Where {@code CK_ULONG} is 4 bytes: widened on the way in, narrowed on the way out. */
    private static MethodHandle adapt(MethodHandle function, FunctionDescriptor descriptor) {
        MethodHandle adapted = function;
        for (int i = 0; i < descriptor.argumentLayouts().size(); i++) {
            if (descriptor.argumentLayouts().get(i) instanceof ValueLayout.OfInt) {
                adapted = MethodHandles.filterArguments(adapted, i, UNSIGNED);
            }
        }
        return MethodHandles.explicitCastArguments(adapted, descriptor.toMethodType());
    }

    private static MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup().findStatic(owner, name, methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not found: " + name, e);
        }
    }
}
