package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.ValueType;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * The C functions, as methods that take memory: what a shared library in this JVM calls by upcalls, and what is called here for a caller in another
 * process, whose memory was laid out in this one. So both ways see the same null pointers, lengths and rooms.
 */
public final class CFunctions {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Set<CryptokiFunction> BY_THE_LIBRARY = EnumSet.of(
            CryptokiFunction.C_GetFunctionList, CryptokiFunction.C_GetInterfaceList, CryptokiFunction.C_GetInterface);

    private static final MethodHandle UNSUPPORTED = findUnsupported();

    /** {@code (Cryptoki, Object[])void} for each function that the shared library does not serve by itself. */
    private final Map<CryptokiFunction, MethodHandle> spread = new EnumMap<>(CryptokiFunction.class);

    /** Made when a caller has this layout, and so not where only upcalls are served. */
    private static final class Lp64 {
        static final CFunctions FUNCTIONS = new CFunctions(AbiLayout.UNIX);
    }

    private static final class Windows {
        static final CFunctions FUNCTIONS = new CFunctions(AbiLayout.WINDOWS);
    }

    private CFunctions(AbiLayout abi) {
        MethodType type = MethodType.methodType(void.class, Cryptoki.class, Object[].class);
        methods(abi, false)
                .forEach((function, method) -> spread.put(
                        function,
                        method.asSpreader(1, Object[].class, method.type().parameterCount() - 1)
                                .asType(type)));
    }

    /** Returns the functions for a caller whose memory is laid out in one of the two ways that are known. */
    public static CFunctions of(DataModel model) {
        return model.equals(DataModel.WINDOWS) ? Windows.FUNCTIONS : Lp64.FUNCTIONS;
    }

    /**
     * Carries out a call. It throws nothing.
     *
     * @param arguments a {@code Long} for each {@code CK_ULONG}, a {@code Byte} for each {@code CK_BBOOL} and a {@code MemorySegment} for each
     *     pointer
     * @return the {@code CK_RV}
     */
    public long call(CryptokiFunction function, Cryptoki application, Object[] arguments) {
        MethodHandle method = spread.get(function);
        if (method == null) {
            return Ckr.CKR_FUNCTION_NOT_SUPPORTED.code();
        }
        try {
            method.invokeExact(application, arguments);
            return Ckr.CKR_OK.code();
        } catch (Throwable e) {
            long session = arguments.length > 0 && arguments[0] instanceof Long number ? number : 0;
            return Boundary.returnValue(function.name(), e, () -> application, session);
        }
    }

    /** The methods for callers in this process. */
    static Map<CryptokiFunction, MethodHandle> methods(AbiLayout abi) {
        return methods(abi, true);
    }

    /**
     * The method that serves each function, {@code (Cryptoki, ...)void}; {@code initPin} is found by {@code C_InitPIN}. Those that the shared
     * library serves by itself are not there.
     *
     * @param messages whether functions may work through the pointers in the parameter of a message, which nothing carries to another process
     */
    private static Map<CryptokiFunction, MethodHandle> methods(AbiLayout abi, boolean messages) {
        Map<String, MethodHandle> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (FunctionGroup group : FunctionGroup.all(abi, messages)) {
            Arrays.stream(group.getClass().getDeclaredMethods())
                    .filter(CFunctions::isFunction)
                    .forEach(method -> named.put("C_" + method.getName(), bind(method, group)));
        }
        Map<CryptokiFunction, MethodHandle> methods = new EnumMap<>(CryptokiFunction.class);
        for (CryptokiFunction function : CryptokiFunction.of(CryptokiVersion.V3_2)) {
            MethodHandle method = named.get(function.name());
            if (method != null) {
                methods.put(function, method);
            } else if (!BY_THE_LIBRARY.contains(function)) {
                methods.put(function, unsupported(function));
            }
        }
        return methods;
    }

    /** A function of 3.x that no token offers: its session has to be one, and nothing else of its arguments is read. */
    private static MethodHandle unsupported(CryptokiFunction function) {
        if (CryptokiVersion.V2_40.includes(function.since())) {
            throw new IllegalStateException("no method for " + function);
        }
        List<Class<?>> types = function.types().stream()
                .skip(1)
                .<Class<?>>map(CFunctions::type)
                .toList();
        return MethodHandles.dropArguments(UNSUPPORTED.bindTo(function), 2, types);
    }

    @SuppressWarnings("UnusedMethod") // called by its handle
    private static void unsupported(CryptokiFunction function, Cryptoki cryptoki, long session) {
        cryptoki.unsupported(function.name(), session);
    }

    private static Class<?> type(ValueType type) {
        return switch (type) {
            case BYTE -> byte.class;
            case ULONG -> long.class;
            case POINTER -> MemorySegment.class;
            case VERSION -> throw new IllegalArgumentException("a CK_VERSION is passed by a pointer");
        };
    }

    private static MethodHandle findUnsupported() {
        try {
            return LOOKUP.findStatic(
                    CFunctions.class,
                    "unsupported",
                    MethodType.methodType(void.class, CryptokiFunction.class, Cryptoki.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not found: unsupported", e);
        }
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
