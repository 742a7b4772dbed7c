package org.tokentwin.emulator.cryptoki.application;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** The methods of {@link Cryptoki}, for what looks at each call of an application in the same way. */
final class CryptokiMethods {
    private static final Object[] NOTHING = {};
    private static final Map<Method, MethodHandle> METHODS = methods();

    /** What happens on a call. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private CryptokiMethods() {}

    /** Returns an application whose calls are the handler's. */
    static Cryptoki application(Call handler) {
        InvocationHandler invocation = new InvocationHandler() {
            @Override
            public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
                Object[] arguments = given == null ? NOTHING : given;
                return METHODS.containsKey(method)
                        ? handler.of(method, arguments)
                        : method.invoke(this, arguments); // toString and its like
            }
        };
        return (Cryptoki)
                Proxy.newProxyInstance(Cryptoki.class.getClassLoader(), new Class<?>[] {Cryptoki.class}, invocation);
    }

    /** Calls a method of an application; what it throws is thrown as it is. */
    static @Nullable Object call(Cryptoki application, Method method, Object[] arguments) throws Throwable {
        MethodHandle function = METHODS.get(method);
        if (function == null) {
            throw new IllegalArgumentException(method + " is none of Cryptoki");
        }
        return function.invoke(application, arguments);
    }

    private static Map<Method, MethodHandle> methods() {
        Map<Method, MethodHandle> methods = new HashMap<>();
        try {
            for (Method method : Cryptoki.class.getMethods()) {
                MethodHandle handle =
                        MethodHandles.lookup().unreflect(method).asSpreader(Object[].class, method.getParameterCount());
                methods.put(method, handle.asType(handle.type().changeReturnType(Object.class)));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cryptoki is a public interface", e);
        }
        return methods;
    }
}
